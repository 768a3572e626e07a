import type { Static } from 'typebox';
import type { Block as CoreBlock, Rights as CoreRights } from '../../core/access/facts.ts';
import { invalid } from '../../core/errors.ts';
import type { Page as CorePage } from '../../core/page.ts';
import type { Block, Rights } from '../contract/common.ts';

/** A block that came from a table or from JSON within one. */
type AnyBlock = Omit<CoreBlock, 'since'> & { readonly since: Date | string };

export const toBlock = ({ source, reason, since }: AnyBlock): Static<typeof Block> => ({
  source,
  reason,
  since: new Date(since).toISOString(),
});

export const toRights = (rights: CoreRights): Static<typeof Rights> => ({
  view: rights.view,
  live: rights.live,
  archive: rights.archive,
  archiveDepthSeconds: rights.archiveDepthSeconds,
  download: rights.download,
  snapshot: rights.snapshot,
  ptz: rights.ptz,
  actions: rights.actions,
  edit: rights.edit,
});

/** Of a query or a body. A leap second has the form of an instant, and is none that is kept. */
export function instantIn(field: string, text: string): Date;
export function instantIn(field: string, text: string | undefined): Date | undefined;
export function instantIn(field: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw invalid(field, 'instant_malformed');
  return at;
}

interface WirePage<T> {
  items: T[];
  next: string | null;
  total?: number;
}

/** A page on its way out; `total` is counted when it was asked for, and only then. */
export async function toPage<T>(
  items: readonly T[],
  next: string | null,
  count: (() => Promise<number>) | undefined,
): Promise<WirePage<T>> {
  return { items: [...items], next, ...(count ? { total: await count() } : {}) };
}

export const mapPage = async <A, B>(
  page: CorePage<A>,
  map: (item: A) => B,
  count: (() => Promise<number>) | undefined,
): Promise<WirePage<B>> => await toPage(page.items.map(map), page.next, count);

export const DEFAULT_LIMIT = 50;

/** The core's page request; the schema's default does not fill it in by itself. */
export const pageOf = (query: { search?: string; after?: string; limit?: number }) => ({
  search: query.search,
  after: query.after,
  limit: query.limit ?? DEFAULT_LIMIT,
});
