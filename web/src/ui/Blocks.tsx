import { Alert, Button, Group, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Block, BlockSource, Camera, Lock } from '../api/types.ts';
import { useZone } from '../app/useMe.ts';
import { exactTime, secondsOf, sinceTime } from '../format/time.ts';
import { blockReason, blockTitle } from './blockWords.ts';
import { problemText } from './problemText.ts';
import { useWords } from './useWords.ts';

interface BlocksProps {
  readonly blocks: readonly (Block & { readonly on?: (Camera | Lock)['blocks'][number]['on'] })[];
  /** They shut people out alone; each hand lifts its own. */
  readonly signIn?: boolean;
  /** Lifts one block; those of a camera's organization are lifted there. */
  readonly onLift: (source: BlockSource) => Promise<unknown>;
}

/** Every block that stands: whose, why, since when, and its end. */
export function Blocks({ blocks, signIn = false, onLift }: BlocksProps) {
  const { t, a, language } = useWords();
  const zone = useZone();
  const lift = useMutation({ mutationFn: onLift });
  return blocks.map((block) => {
    const since = secondsOf(block.since);
    return (
      <Alert
        key={`${block.on}-${block.source}`}
        color="red"
        variant="light"
        mb={12}
        icon={<IconBan />}
        title={signIn ? t('block.signIn', { whose: blockTitle(a, block) }) : blockTitle(a, block)}
      >
        <Group justify="space-between" gap={8}>
          <div>
            {blockReason(block) !== '' && <Text fz={14}>{block.reason}</Text>}
            <Text fz={13} c="dimmed" title={exactTime(since, zone, language)}>
              {t('block.since', { time: sinceTime(since, zone, language) })}
            </Text>
            {lift.isError && (
              <Text fz={13} c="var(--mantine-color-error)">
                {problemText(a, lift.error)}
              </Text>
            )}
          </div>
          {block.on !== 'organization' && (!signIn || block.source === 'administrator') && (
            <Button
              variant="default"
              size="sm"
              loading={lift.isPending && lift.variables === block.source}
              onClick={() => lift.mutate(block.source)}
            >
              {t('block.lift')}
            </Button>
          )}
        </Group>
      </Alert>
    );
  });
}
