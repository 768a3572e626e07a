import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMay } from '../../app/may.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { problemText } from '../../ui/problemText.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useIntercomSettings } from './useIntercomSettings.ts';

/** In hours; a day is the longest that the server takes, and its clock is not this one's. */
const HOURS = [1, 3, 12] as const;
const HOUR_MS = 3_600_000;

/** The panel's door opens to whoever rings: until when stands here, and ends by itself. */
export function AutoOpen({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const mayManage = useMay('door-codes.manage');
  const { settings, change } = useIntercomSettings(organizationId);
  const until = settings.data?.autoOpenUntil ?? null;
  const set = (autoOpenUntil: string | null) => change.mutate({ autoOpenUntil });
  return (
    <Stack gap={8} component="section">
      <Title order={2}>{t('guest.auto')}</Title>
      <Text c="dimmed">{t('guest.autoAbout')}</Text>
      {settings.isPending && <Skeleton height={44} aria-busy="true" />}
      {settings.isError && <LoadFailure error={settings.error} onRetry={() => void settings.refetch()} />}
      {change.isError && <Alert color="red">{problemText(a, change.error)}</Alert>}
      {until !== null && (
        <Alert color="yellow" title={t('guest.autoOn')} role="status">
          {t('guest.autoUntil')} <When at={until} />
        </Alert>
      )}
      {settings.data !== undefined && (
        <Group gap={8}>
          {until !== null && (
            <Button size="md" variant="default" loading={change.isPending} onClick={() => set(null)}>
              {t('guest.autoEnd')}
            </Button>
          )}
          {until === null &&
            mayManage &&
            HOURS.map((count) => (
              <Button
                key={count}
                size="md"
                variant="default"
                disabled={change.isPending}
                onClick={() => set(new Date(Date.now() + count * HOUR_MS).toISOString())}
              >
                {t('guest.autoFor', { count })}
              </Button>
            ))}
        </Group>
      )}
    </Stack>
  );
}
