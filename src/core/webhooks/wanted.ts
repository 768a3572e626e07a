import type { Sql } from '../../db/sql.ts';
import { type EventType, namesOf } from '../events/event-types.ts';
import type { Changes, WantedEvents } from '../ports.ts';

/**
 * What the endpoints of each domain want, so that a write of a domain without any costs nothing. Forgotten with each
 * change of an endpoint, and read anew by the next write that asks; until that is known everything counts as wanted, and
 * the statement that stores the events decides. Another process hears of a new endpoint within 250 ms.
 */
export class WantedTypes implements WantedEvents {
  readonly #sql: Sql;
  #known: ReadonlyMap<number, ReadonlySet<string>> | undefined;
  #age = 0;
  #reading = false;

  constructor(sql: Sql, feed: Changes) {
    this.#sql = sql;
    feed.onChanges((changes) => {
      if (!changes.some(({ kind }) => kind === 'webhook' || kind === 'all')) return;
      this.#known = undefined;
      this.#age++;
    });
  }

  any(domainId: number): boolean {
    return this.#read()?.has(domainId) ?? true;
  }

  wants(domainId: number, type: EventType): boolean {
    const known = this.#read();
    return known === undefined || wantedBy(known.get(domainId), type);
  }

  anywhere(types: readonly EventType[]): boolean {
    const known = this.#read();
    return known === undefined || [...known.values()].some((names) => types.some((type) => wantedBy(names, type)));
  }

  #read(): ReadonlyMap<number, ReadonlySet<string>> | undefined {
    if (this.#known === undefined && !this.#reading) void this.#load();
    return this.#known;
  }

  async #load(): Promise<void> {
    this.#reading = true;
    const age = this.#age;
    try {
      const rows = await this.#sql<{ domainId: number; names: string[] }[]>`
        select domain_id, array_agg(distinct name) as names from webhook_endpoint, unnest(types) as name
        where enabled group by domain_id`;
      if (age === this.#age) this.#known = new Map(rows.map(({ domainId, names }) => [domainId, new Set(names)]));
    } catch {
      // Asked again with the next write; nothing is lost meanwhile.
    } finally {
      this.#reading = false;
    }
  }
}

const wantedBy = (names: ReadonlySet<string> | undefined, type: EventType): boolean =>
  names !== undefined && namesOf(type).some((name) => names.has(name));
