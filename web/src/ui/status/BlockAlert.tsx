import { Alert, Group, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Block } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { dayTime, exactTime, secondsOf } from '../../format/time.ts';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';
import { blockReason } from './blockWords.ts';

interface BlockAlertProps {
  readonly title: string;
  readonly block: Block;
  /** What it keeps from whom, where the title does not say it. */
  readonly effect?: string;
  /** Why it could not be lifted. */
  readonly error?: unknown;
  /** Lifts it, or leads to where it is lifted. */
  readonly action?: ReactNode;
}

/** One block that stands: whose, why, since when, and its end. */
export function BlockAlert({ title, block, effect, error = null, action }: BlockAlertProps) {
  const { t, a, language } = useWords();
  const zone = useZone();
  const since = secondsOf(block.since);
  return (
    <Alert color="red" variant="light" mb={12} icon={<IconBan />} title={title}>
      <Group justify="space-between" gap={8}>
        <div>
          {blockReason(block) !== '' && <Text fz={14}>{block.reason}</Text>}
          {effect !== undefined && <Text fz={14}>{effect}</Text>}
          <Text fz={13} c="dimmed" title={exactTime(since, zone, language)}>
            {t('block.since', { time: dayTime(since, zone, language) })}
          </Text>
          {error !== null && (
            <Text fz={13} c="var(--mantine-color-error)">
              {problemText(a, error)}
            </Text>
          )}
        </div>
        {action}
      </Group>
    </Alert>
  );
}
