import type { Block } from '../../../core/access/facts.ts';
import { byAnotherHand, offInRussian } from '../../wire/blocks.ts';

type Blocks = readonly Pick<Block, 'source' | 'reason'>[];

/** IsActive, with the reason beside a 0 that is not the billing's own alone. */
export const activeOut = (blocks: Blocks) =>
  blocks.length === 0
    ? { IsActive: 1 }
    : { IsActive: 0, ...(byAnotherHand(blocks) ? { InactiveReason: offInRussian(blocks) } : {}) };

/** For the answer to a change: nothing, unless it asked for IsActive 1 and another hand's block remains. */
export const stillInactive = ({ enabled }: { readonly enabled?: boolean | undefined }, blocks: Blocks) =>
  enabled === true && blocks.length > 0 ? activeOut(blocks) : {};
