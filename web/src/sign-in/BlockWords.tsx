import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Blocked } from '../api/types.ts';
import { dayTime, secondsOf } from '../format/time.ts';
import { blockReason, blockTitle } from '../ui/status/blockWords.ts';

/** Why somebody may not come in: whose block it is, its reason, since when, and what to do next. */
export function BlockWords({ block }: { block: Blocked }) {
  const { t, i18n } = useTranslation();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const ofOwner = block.on === 'owner';
  return (
    <Stack gap={4}>
      <Text fz="inherit" fw={600}>
        {ofOwner
          ? t('barred.ofOwner')
          : blockTitle(t, { ...block, on: block.on === 'organization' ? 'organization' : 'camera' })}
      </Text>
      {blockReason(block) !== '' && (
        <Text fz="inherit" style={{ overflowWrap: 'anywhere' }}>
          {t('barred.reason', { reason: block.reason })}
        </Text>
      )}
      <Text fz={14} c="dimmed">
        {t('barred.since', { time: dayTime(secondsOf(block.since), timeZone, i18n.language) })}
      </Text>
      <Text fz="inherit" mt={4}>
        {t(`barred.next.${ofOwner ? 'ofOwner' : block.source}`)}
      </Text>
    </Stack>
  );
}
