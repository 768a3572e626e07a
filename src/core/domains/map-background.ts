import type { Sql } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import { type Core, type Log, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Changes, TileOrigins } from '../ports.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { originOfTiles } from './map-tiles.ts';
import { sealLabel } from './stored-settings.ts';

/** What lies under a map. */
export interface MapBackground {
  /** URL of the pictures with {z}, {x} and {y}, its key in it: browsers load them themselves. */
  readonly tiles: string;
  /** Who made them; empty: nothing is said. */
  readonly attribution: string;
}

/** For everybody of the domain, since whoever sees a map loads it; null: the provider has none. */
export async function mapBackground(core: Core, actor: Actor): Promise<MapBackground | null> {
  const { domainId } = actor;
  const [row] = await reader(core)<{ mapTilesSealed: Uint8Array | null; mapAttribution: string | null }[]>`
    select map_tiles_sealed, map_attribution from domain where id = ${domainId}`;
  if (!row) throw refuse('domain_not_found', { id: domainId });
  if (row.mapTilesSealed === null) return null;
  const tiles = core.sealer.open(sealLabel(domainId, 'mapTiles'), row.mapTilesSealed);
  return { tiles, attribution: row.mapAttribution ?? '' };
}

/**
 * The hosts that pages may load backgrounds from, of all domains: a page is sent before anybody has signed in. Kept until
 * the settings change; what was known last holds while the database is away. A URL that cannot be opened, as under another
 * key of the seals, is named in the log once and left out.
 */
export class KnownTileOrigins implements TileOrigins {
  readonly #sql: Sql;
  readonly #sealer: Sealer;
  readonly #log: Log;
  /** Domains whose URL could not be opened, as the log was told. */
  readonly #named = new Set<number>();
  #known: readonly string[] = [];
  #isCurrent = false;
  #age = 0;

  constructor(sql: Sql, sealer: Sealer, feed: Changes, log: Log) {
    this.#sql = sql;
    this.#sealer = sealer;
    this.#log = log;
    feed.onChanges((changes) => {
      if (!changes.some(({ kind }) => kind === 'domain' || kind === 'all')) return;
      this.#isCurrent = false;
      this.#age++;
    });
  }

  async all(): Promise<readonly string[]> {
    if (this.#isCurrent) return this.#known;
    const age = this.#age;
    try {
      const rows = await this.#sql<{ id: number; sealed: Uint8Array }[]>`
        select id, map_tiles_sealed as sealed from domain where map_tiles_sealed is not null`;
      this.#known = [...new Set(rows.flatMap(({ id, sealed }) => this.#originsOf(id, sealed)))];
      this.#isCurrent = age === this.#age;
    } catch {
      // The database is away: the page is sent all the same.
    }
    return this.#known;
  }

  #originsOf(domainId: number, sealed: Uint8Array): readonly string[] {
    try {
      return [originOfTiles(this.#sealer.open(sealLabel(domainId, 'mapTiles'), sealed))];
    } catch (cause) {
      if (!this.#named.has(domainId)) this.#log.error({ domainId, cause }, 'background of maps not opened');
      this.#named.add(domainId);
      return [];
    }
  }
}
