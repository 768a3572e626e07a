import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeIntercomSettings, type IntercomSettingsChange, intercomSettingsQuery } from '../../api/guests.ts';
import { useMay } from '../../app/may.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { problemText } from '../../ui/problemText.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

/** That the flat has a code, and that a door opens by itself: the provider ends both, and switches none of them on. */
export function OrganizationIntercom({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const mayManage = useMay('door-codes.manage');
  const query = intercomSettingsQuery(organizationId);
  const { data, error, refetch } = useQuery(query);
  const end = useMutation({
    mutationFn: (body: IntercomSettingsChange) => changeIntercomSettings(organizationId, body),
    onSuccess: (saved) => queries.setQueryData(query.queryKey, saved),
  });
  if (data === undefined && error !== null) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  if (data === undefined || (!data.doorCode && data.autoOpenUntil === null)) return null;
  return (
    <Group mb={16} gap="8px 24px">
      {data.doorCode && (
        <Group gap={8}>
          <Text fz={14}>{t('guest.consoleFlat')}</Text>
          {mayManage && (
            <Button variant="default" size="compact-sm" onClick={() => end.mutate({ doorCode: false })}>
              {t('guest.switchOff')}
            </Button>
          )}
        </Group>
      )}
      {data.autoOpenUntil !== null && (
        <Group gap={8}>
          <Text fz={14}>
            {t('guest.autoOn')} {t('guest.autoUntil')} <When at={data.autoOpenUntil} />
          </Text>
          {mayManage && (
            <Button variant="default" size="compact-sm" onClick={() => end.mutate({ autoOpenUntil: null })}>
              {t('guest.autoEnd')}
            </Button>
          )}
        </Group>
      )}
      {end.isError && <Alert color="red">{problemText(a, end.error)}</Alert>}
    </Group>
  );
}
