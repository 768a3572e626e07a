import type { Block, BlockSource } from '../../core/access/facts.ts';

const BY: Readonly<Record<BlockSource, string>> = {
  billing: 'биллингом',
  owner: 'владельцем',
  administrator: 'администратором',
  quota: 'по квоте',
  connector: 'ответом биллинга',
};

/** Whose blocks keep something off, and why, as the Russian dialects say it. */
export const offInRussian = (blocks: readonly Pick<Block, 'source' | 'reason'>[]): string =>
  blocks.map(({ source, reason }) => `Выключено ${BY[source]}${reason === '' ? '' : `: ${reason}`}`).join('; ');

/** True when some hand but the billing's keeps it off: its own block is what it asked for, and no news to it. */
export const byAnotherHand = (blocks: readonly Pick<Block, 'source'>[]): boolean =>
  blocks.some(({ source }) => source !== 'billing');
