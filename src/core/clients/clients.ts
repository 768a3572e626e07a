import type { Sql } from '../../db/sql.ts';
import type { Changes, Clients } from '../ports.ts';
import { keyHash } from '../secrets/keys.ts';
import type { Client } from './client.ts';

const STALE_AFTER_MS = 3000;

/** Machine clients by their key, in memory: a billing sends its key with every call. */
export class ClientKeys implements Clients {
  readonly #sql: Sql;
  readonly #feed: Changes;
  readonly #known = new Map<string, Client>();
  /** Counts key changes: what was read before one is not kept after it. */
  #generation = 0;

  constructor(sql: Sql, feed: Changes) {
    this.#sql = sql;
    this.#feed = feed;
    feed.onChanges((changes) => {
      if (!changes.some((change) => change.kind === 'client' || change.kind === 'all')) return;
      this.#generation++;
      this.#known.clear();
    });
  }

  async byKey(key: string): Promise<Client | undefined> {
    if (key === '' || key.length > 256) return undefined;
    const hash = keyHash(key);
    const text = hash.toString('base64');
    const known = this.#feed.staleMs() < STALE_AFTER_MS ? this.#known.get(text) : undefined;
    if (known) return known;
    const generation = this.#generation;
    const [client] = await this.#sql<Client[]>`
      update api_client set last_used_at = now() where key_hash = ${hash} returning id, domain_id, name`;
    if (client && generation === this.#generation) this.#known.set(text, client);
    return client;
  }
}
