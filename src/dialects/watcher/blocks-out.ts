import type { Block } from '../../core/access/facts.ts';
import { byAnotherHand } from '../wire/blocks.ts';

/** Who else keeps it off and why, beside `enabled: false`; nothing beside what the billing itself asked for. */
export const blocksOut = (blocks: readonly Block[]) =>
  byAnotherHand(blocks)
    ? {
        blocks: blocks.map(({ source, reason, since }) => ({
          source,
          reason,
          since: Math.floor(since.getTime() / 1000),
        })),
      }
    : {};
