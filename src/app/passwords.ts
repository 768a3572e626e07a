import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../core/core.ts';
import { refuse } from '../core/errors.ts';

/** OWASP's second choice: 20 ms on one core here. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CACHE_MS = 60_000;
const MAX_CACHED = 10_000;
const AT_ONCE = 2;
/** Anybody may ask for a check: beyond 0.6 s of waiting more of them would only hold up the rest. */
const MAX_CHECKS = 64;
/** New passwords come from people and billings who are known. */
const MAX_WAITING = 1000;

/**
 * argon2id with a cache of successes: some billings send login and password with every call. What is cached is an
 * HMAC under a key of this process over login, stored hash and password, so that a changed password misses at once.
 */
export class ArgonPasswords implements Passwords {
  readonly #key = randomBytes(32);
  readonly #cache = new Map<string, { readonly tag: Buffer; readonly until: number }>();
  readonly #running = new Map<string, Promise<boolean>>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #dummy: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    return await this.#slot(MAX_WAITING, () => hash(password, ARGON2ID));
  }

  async verify(login: string, stored: string | undefined, password: string): Promise<boolean> {
    if (stored === undefined) {
      this.#dummy ??= hash(randomBytes(16).toString('hex'), ARGON2ID);
      const dummy = await this.#dummy;
      await this.#slot(MAX_CHECKS, () => verify(dummy, password));
      return false;
    }
    return await this.#check(MAX_CHECKS, login, stored, password);
  }

  async matches(login: string, stored: string, password: string): Promise<boolean> {
    return await this.#check(MAX_WAITING, login, stored, password);
  }

  async #check(most: number, login: string, stored: string, password: string): Promise<boolean> {
    const tag = createHmac('sha256', this.#key).update(`${login}\0${stored}\0${password}`).digest();
    const cached = this.#cache.get(login);
    if (cached && cached.until > Date.now() && timingSafeEqual(cached.tag, tag)) return true;
    const flight = `${login} ${tag.toString('base64')}`;
    const running =
      this.#running.get(flight) ??
      this.#verifyNow(most, login, stored, password, tag).finally(() => this.#running.delete(flight));
    this.#running.set(flight, running);
    return await running;
  }

  async #verifyNow(most: number, login: string, stored: string, password: string, tag: Buffer): Promise<boolean> {
    const right = await this.#slot(most, () => verify(stored, password));
    if (right) {
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(login, { tag, until: Date.now() + CACHE_MS });
    }
    return right;
  }

  /** Hashing beyond the cores would only starve everything else. */
  async #slot<T>(most: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= most)
      throw refuse(
        'too_many_sign_ins_now',
        {},
        {
          retryAfterSeconds: 1,
        },
      );
    if (this.#busy >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy++;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }
}
