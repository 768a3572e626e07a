import { Skeleton, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { linkPreset, organizationPresetsQuery } from '../../api/organizations.ts';
import { presetsQuery } from '../../api/presets.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';

/** Which presets its members may choose for their cameras. */
export function OrganizationPresets({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const all = useQuery(presetsQuery);
  const linked = useQuery(organizationPresetsQuery(organizationId));
  const link = useMutation({
    mutationFn: ({ id, on }: { id: number; on: boolean }) => linkPreset(organizationId, id, on),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: organizationPresetsQuery(organizationId).queryKey }),
  });
  if (linked.isError) return <LoadFailure error={linked.error} onRetry={() => void linked.refetch()} />;
  if (all.data === undefined || linked.data === undefined) return <Skeleton height={160} />;
  const on = new Set(linked.data.items.map(({ id }) => id));
  return (
    <Stack maw={560}>
      <Text fz={14} c="dimmed">
        {t('organization.presetsHelp')}
      </Text>
      {all.data.items.map((preset) => (
        <Switch
          key={preset.id}
          label={preset.title}
          description={
            preset.isDefault
              ? t('preset.defaultHelp')
              : preset.archiveDays
                ? t('camera.days', { count: preset.archiveDays })
                : t('preset.noArchive')
          }
          checked={link.isPending && link.variables.id === preset.id ? link.variables.on : on.has(preset.id)}
          disabled={preset.isDefault}
          onChange={(event) => link.mutate({ id: preset.id, on: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
