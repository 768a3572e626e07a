import { Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleHalf2, IconCircleX, IconPlayerPause } from '@tabler/icons-react';
import type { AnalyticsCase } from '../../api/analytics.ts';
import { useWords } from '../useWords.ts';

const LOOKS = {
  active: [IconCircleCheck, 'var(--state-live)'],
  partially_active: [IconCircleHalf2, 'var(--state-partly)'],
  paused: [IconPlayerPause, 'var(--mantine-color-dimmed)'],
  inactive: [IconCircleX, 'var(--state-offline)'],
} as const satisfies Record<AnalyticsCase['status'], unknown>;

/** What a case is doing: by shape, colour and word. */
export function CaseStatus({ status }: Pick<AnalyticsCase, 'status'>) {
  const { t } = useWords();
  const [Icon, color] = LOOKS[status];
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <Icon size={18} stroke={1.8} color={color} aria-hidden="true" />
      <Text span fz="inherit" style={{ whiteSpace: 'nowrap' }}>
        {t(`analytics.status.${status}`)}
      </Text>
    </Group>
  );
}

/** Why nothing comes of some of its cameras, in words; nothing where all are well. */
export function CaseTroubles({ cameras }: Pick<AnalyticsCase, 'cameras'>) {
  const { t } = useWords();
  const troubled = cameras.filter(({ trouble }) => trouble !== null);
  if (troubled.length === 0) return null;
  return (
    <Stack gap={2}>
      {troubled.map(({ id, title, name, trouble, failure }) => (
        <Group key={id} gap={6} wrap="nowrap" align="flex-start">
          <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" style={{ flex: 'none', marginTop: 2 }} />
          <Text span fz={14} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {title === '' ? name : title}: {trouble !== null && t(`analytics.trouble.${trouble}`)}
            {failure !== null && ` (${failure})`}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
