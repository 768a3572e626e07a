import { Alert, Button, Group } from '@mantine/core';
import type { RatingState } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { dayText } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';

interface RatingNoticeProps {
  readonly state: RatingState;
  readonly rating: boolean;
  readonly onRate: (day: string) => void;
}

/** Whether days are charged, and what is still to be rated. */
export function RatingNotice({ state: { charging, due }, rating, onRate }: RatingNoticeProps) {
  const { t, language } = useWords();
  const mayRate = useMay('rating.run');
  if (charging === 'none')
    return (
      <Alert color="blue" variant="light" c="var(--mantine-color-text)" title={t('rating.off')} w="100%">
        {t('rating.offMore')} <LinkAnchor to={paths.settings}>{t('pages.settings')}</LinkAnchor>
      </Alert>
    );
  if (due === null)
    return (
      <Alert color="blue" variant="light" c="var(--mantine-color-text)" role="status" w="100%">
        {t('rating.upToDate')}
      </Alert>
    );
  const day = dayText(due, language);
  return (
    <Alert color="blue" variant="light" c="var(--mantine-color-text)" role="status" w="100%">
      <Group justify="space-between">
        {t('rating.due', { day })}
        {mayRate && (
          <Button size="compact-sm" variant="default" loading={rating} onClick={() => onRate(due)}>
            {t('rating.rateDay', { day })}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
