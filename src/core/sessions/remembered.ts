import { createHmac, randomBytes } from 'node:crypto';
import type { UserFacts } from '../access/facts.ts';
import type { Trace, UserActor } from '../actor.ts';
import type { Core, SignIns } from '../core.ts';
import { comesFrom } from '../networks.ts';
import { actorById } from './sessions.ts';

const LIFE_MS = 60_000;
const MOST = 10_000;

interface Entry {
  readonly actor: UserActor;
  /** As the access snapshot had them then: any change of the user puts others in their place. */
  readonly facts: UserFacts;
  readonly until: number;
}

/**
 * Who signed in with what within the last minute: some billings send login and password with every call. Kept by a tag
 * under a key of this process, never the password itself; forgotten with the first change of the user, be it a new
 * password, a block or a right.
 */
export class RememberedSignIns implements SignIns {
  readonly #key = randomBytes(32);
  readonly #entries = new Map<string, Entry>();

  find(core: Core, login: string, password: string, trace: Trace): UserActor | undefined {
    const entry = this.#entries.get(this.#tag(login, password));
    if (!entry || entry.until < core.clock().getTime()) return undefined;
    if (core.access.knownViewer('user', entry.actor.id) !== entry.facts) return undefined;
    return comesFrom(entry.facts.allowedNetworks, trace.address) ? { ...entry.actor, trace } : undefined;
  }

  /** For a password that was right just now. The user is read after its facts, so that no change falls between. */
  async keep(core: Core, login: string, password: string, right: UserActor): Promise<void> {
    const facts = await core.access.viewer('user', right.id);
    if (facts?.kind !== 'user') return;
    const actor = await actorById(core, right.id, right.trace);
    if (this.#entries.size >= MOST) this.#entries.clear();
    this.#entries.set(this.#tag(login, password), { actor, facts, until: core.clock().getTime() + LIFE_MS });
  }

  #tag(login: string, password: string): string {
    return createHmac('sha256', this.#key).update(`${login.toLowerCase()}\0${password}`).digest('base64');
  }
}
