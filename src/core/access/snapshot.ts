import type { Sql } from '../../db/sql.ts';
import type { Change } from '../changes/change.ts';
import type { AccessFacts, Changes } from '../ports.ts';
import { keyHash } from '../secrets/keys.ts';
import type { CameraFacts, UserFacts, ViewerFacts } from './facts.ts';
import { isOnWhole } from './grants.ts';
import { cameraFacts, clientFacts, userFacts, userIdByKey } from './queries.ts';

const STALE_AFTER_MS = 3000;
const MAX_ENTRIES = 200_000;

/**
 * The facts of cameras and viewers as last read, kept in memory until the change feed says that they are old. A read
 * that was under way while its object changed is not kept. When the feed itself is behind by more than three seconds,
 * every question goes to the database: the snapshot never guesses.
 */
export class AccessSnapshot implements AccessFacts {
  readonly #sql: Sql;
  readonly #feed: Changes;
  readonly #cameras = new Map<string, CameraFacts>();
  readonly #cameraNames = new Map<number, string>();
  readonly #viewers = new Map<string, ViewerFacts>();
  readonly #userKeys = new Map<string, number>();
  /** Counts what was forgotten, so that an older read is told from a newer one. */
  #generation = 0;

  constructor(sql: Sql, feed: Changes) {
    this.#sql = sql;
    this.#feed = feed;
    feed.onChanges((changes) => {
      this.#generation++;
      for (const change of changes) this.#forget(change);
    });
  }

  /** What is in memory and fresh; undefined: it has to be read. */
  knownCamera(name: string): CameraFacts | undefined {
    return this.#fresh() ? this.#cameras.get(name) : undefined;
  }

  knownCameraById(id: number): CameraFacts | undefined {
    const name = this.#cameraNames.get(id);
    const known = name === undefined ? undefined : this.knownCamera(name);
    return known?.id === id ? known : undefined;
  }

  /** Reads it as if it were not in memory, and keeps nothing: takes what an unknown name takes. */
  async lookUp(name: string): Promise<void> {
    await cameraFacts(this.#sql, { name });
  }

  knownViewer(kind: 'user' | 'client', id: number): ViewerFacts | undefined {
    return this.#fresh() ? this.#viewers.get(`${kind}:${id}`) : undefined;
  }

  async camera(name: string): Promise<CameraFacts | undefined> {
    const known = this.knownCamera(name);
    if (known) return known;
    const generation = this.#generation;
    return this.#keep(await cameraFacts(this.#sql, { name }), generation);
  }

  async cameraById(id: number): Promise<CameraFacts | undefined> {
    const known = this.knownCameraById(id);
    if (known) return known;
    const generation = this.#generation;
    return this.#keep(await cameraFacts(this.#sql, { id }), generation);
  }

  async viewer(kind: 'user' | 'client', id: number): Promise<ViewerFacts | undefined> {
    const known = this.knownViewer(kind, id);
    if (known) return known;
    const key = `${kind}:${id}`;
    const generation = this.#generation;
    const facts = kind === 'user' ? await userFacts(this.#sql, id) : await clientFacts(this.#sql, id);
    if (facts && generation === this.#generation) {
      bound(this.#viewers);
      this.#viewers.set(key, facts);
    }
    return facts;
  }

  /** Whose user key this is: public links use it as a playback token. */
  async userByKey(key: string): Promise<UserFacts | undefined> {
    const hash = keyHash(key);
    const text = hash.toString('base64');
    let id = this.#fresh() ? this.#userKeys.get(text) : undefined;
    if (id === undefined) {
      const generation = this.#generation;
      id = await userIdByKey(this.#sql, hash);
      if (id === undefined) return undefined;
      if (generation === this.#generation) {
        bound(this.#userKeys);
        this.#userKeys.set(text, id);
      }
    }
    const facts = await this.viewer('user', id);
    return facts?.kind === 'user' ? facts : undefined;
  }

  #keep(facts: CameraFacts | undefined, generation: number): CameraFacts | undefined {
    if (facts && generation === this.#generation) {
      bound(this.#cameras);
      this.#cameras.set(facts.name, facts);
      this.#cameraNames.set(facts.id, facts.name);
    }
    return facts;
  }

  #fresh(): boolean {
    return this.#feed.staleMs() < STALE_AFTER_MS;
  }

  #forget({ kind, key }: Change): void {
    if (kind === 'viewing' || kind === 'domain' || kind === 'door' || kind === 'outbox') return;
    if (key === null || kind === 'all') {
      this.#forgetAll();
    } else if (kind === 'camera') {
      const name = this.#cameraNames.get(key);
      if (name !== undefined) this.#cameras.delete(name);
      this.#cameraNames.delete(key);
    } else if (kind === 'client') {
      this.#viewers.delete(`client:${key}`);
    } else if (kind === 'user') {
      this.#userKeys.clear();
      drop(this.#viewers, (v) => v.kind === 'user' && (v.id === key || isBelow(v, key)));
    } else if (kind === 'preset') {
      drop(this.#cameras, (c) => c.presetId === key);
    } else {
      drop(this.#cameras, (c) => c.organizationId === key);
      drop(this.#viewers, (v) => v.kind === 'user' && dependsOn(v, key));
    }
  }

  #forgetAll(): void {
    this.#cameras.clear();
    this.#cameraNames.clear();
    this.#viewers.clear();
    this.#userKeys.clear();
  }
}

const isBelow = (user: UserFacts, id: number): boolean =>
  user.parent !== null && (user.parent.id === id || isBelow(user.parent, id));

function dependsOn(user: UserFacts, organizationId: number): boolean {
  return (
    user.account?.organizationId === organizationId ||
    user.ownedOrganizations.includes(organizationId) ||
    user.memberships.some((m) => m.organizationId === organizationId) ||
    user.homeOrganizationId === organizationId ||
    user.grants.some(
      (g) => g.throughOrganizationId === organizationId || (isOnWhole(g) && g.objectId === organizationId),
    ) ||
    (user.parent !== null && dependsOn(user.parent, organizationId))
  );
}

function drop<V>(map: Map<string, V>, when: (value: V) => boolean): void {
  for (const [key, value] of map) if (when(value)) map.delete(key);
}

function bound(map: Map<string, unknown>): void {
  if (map.size >= MAX_ENTRIES) map.clear();
}
