import { Badge } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { Block, User } from '../api/types.ts';
import { blockTitle } from '../ui/status/blockWords.ts';
import { useWords } from '../ui/useWords.ts';

type ShownBlock = Omit<Block, 'since'> | Omit<User['stoppedBy'][number], 'since'>;

/** In a list: that something is blocked, and by whom. */
export function BlockBadge({ blocks }: { blocks: readonly ShownBlock[] }) {
  const { a } = useWords();
  const [block] = blocks;
  if (block === undefined) return null;
  return (
    <Badge color="red" c="var(--mantine-color-error)" leftSection={<IconBan size={12} />} title={block.reason}>
      {blockTitle(a, block)}
    </Badge>
  );
}
