import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { IconNfc, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { collectKeys } from '../../api/intercoms.ts';
import type { IntercomCard } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { problemText } from '../../ui/problemText.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CollectedKeys } from './CollectedKeys.tsx';

const HOURS = [1, 4, 12, 24] as const;
/** The server's clock may be a little behind: a whole day by ours would be too long there. */
const HOUR_MS = 3_599_000;

/** Lists unknown keys that are touched to the panel, for some hours. */
export function KeyCollection({ intercom: { id, collectingUntil, toldAt } }: { intercom: IntercomCard }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('keys.manage');
  const [hours, setHours] = useState<number>(HOURS[0]);
  const run = useMutation({
    mutationFn: (until: string | null) => collectKeys(id, until),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['intercoms'] }),
  });
  return (
    <Stack gap={12}>
      <Text fz={13} c="dimmed">
        {t('intercom.collectText')}{' '}
        {toldAt === null ? (
          t('intercom.neverTold')
        ) : (
          <>
            {t('intercom.toldAt')}: <When at={toldAt} />
          </>
        )}
      </Text>
      {run.isError && (
        <Alert color="red" role="alert">
          {problemText(a, run.error)}
        </Alert>
      )}
      {collectingUntil !== null && (
        <Alert color="blue" variant="light" role="status">
          {t('intercom.collecting')} <When at={collectingUntil} />
        </Alert>
      )}
      {mayManage && (
        <Group gap={8}>
          {collectingUntil === null && (
            <Select
              w={140}
              allowDeselect={false}
              aria-label={t('intercom.collectFor')}
              value={String(hours)}
              data={HOURS.map((count) => ({ value: String(count), label: t('intercom.collectHours', { count }) }))}
              onChange={(value) => setHours(Number(value))}
            />
          )}
          {collectingUntil === null ? (
            <Button
              variant="default"
              leftSection={<IconNfc size={16} />}
              loading={run.isPending}
              onClick={() => run.mutate(new Date(Date.now() + hours * HOUR_MS).toISOString())}
            >
              {t('intercom.collect')}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={16} />}
              loading={run.isPending}
              onClick={() => run.mutate(null)}
            >
              {t('intercom.collectStop')}
            </Button>
          )}
        </Group>
      )}
      <CollectedKeys intercomId={id} collecting={collectingUntil !== null} />
    </Stack>
  );
}
