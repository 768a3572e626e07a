import { refuse } from '../errors.ts';
import { originOf } from '../origin.ts';

interface Window {
  failures: number;
  until: number;
}

const LIMITS = {
  /** One address, or one /64 of IPv6, guessing one login. */
  pair: { most: 10, windowMs: 5 * 60_000 },
  /** Many addresses guessing one login; those that signed in with it before are not held up. */
  login: { most: 100, windowMs: 3_600_000 },
  /** One address guessing many logins. */
  address: { most: 300, windowMs: 3_600_000 },
} as const;
const MAX_KEYS = 100_000;
const MAX_WAITING = 1000;

/**
 * Slows guessing down without locking anybody out who signs in rightly: only failures count. Attempts that are under
 * way might fail yet, so no more of them run at once than may still fail; the others wait for how they end.
 */
export class SignInThrottle {
  readonly #windows = new Map<string, Window>();
  readonly #running = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  readonly #trusted = new Set<string>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Runs one attempt; undefined is a failed one, and what it throws is neither. Throws `too_many`, `unavailable`. */
  async attempt<T>(
    login: string,
    address: string | undefined,
    work: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    this.check(login, address);
    while (this.#crowded(login, address)) {
      if (this.#waiting.length >= MAX_WAITING) throw refuse('too_many_sign_ins');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.check(login, address);
    }
    this.#count(login, address, 1);
    try {
      const result = await work();
      if (result === undefined) this.failed(login, address);
      else this.succeeded(login, address);
      return result;
    } finally {
      this.#count(login, address, -1);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  /** Throws `too_many` when this login and address have to wait. */
  check(login: string, address: string | undefined): void {
    const now = this.#clock().getTime();
    for (const [kind, key] of this.#limited(login, address)) {
      const window = this.#windows.get(key);
      if (!window || window.until <= now || window.failures < LIMITS[kind].most) continue;
      const seconds = Math.ceil((window.until - now) / 1000);
      throw refuse(
        'too_many_wrong_passwords',
        { minutes: Math.ceil(seconds / 60) },
        {
          retryAfterSeconds: seconds,
        },
      );
    }
  }

  failed(login: string, address: string | undefined): void {
    const now = this.#clock().getTime();
    if (this.#windows.size > MAX_KEYS) this.#windows.clear();
    for (const [kind, key] of this.#keys(login, address)) {
      const window = this.#windows.get(key);
      if (window && window.until > now) window.failures++;
      else this.#windows.set(key, { failures: 1, until: now + LIMITS[kind].windowMs });
    }
  }

  succeeded(login: string, address: string | undefined): void {
    if (this.#trusted.size > MAX_KEYS) this.#trusted.clear();
    this.#trusted.add(pair(login, address));
    this.#windows.delete(`pair ${pair(login, address)}`);
  }

  #crowded(login: string, address: string | undefined): boolean {
    const now = this.#clock().getTime();
    return this.#limited(login, address).some(([kind, key]) => {
      const window = this.#windows.get(key);
      const failures = window && window.until > now ? window.failures : 0;
      return failures + (this.#running.get(key) ?? 0) >= LIMITS[kind].most;
    });
  }

  #count(login: string, address: string | undefined, by: 1 | -1): void {
    for (const [, key] of this.#keys(login, address)) {
      const running = (this.#running.get(key) ?? 0) + by;
      if (running > 0) this.#running.set(key, running);
      else this.#running.delete(key);
    }
  }

  #limited(login: string, address: string | undefined): [keyof typeof LIMITS, string][] {
    const trusted = this.#trusted.has(pair(login, address));
    return this.#keys(login, address).filter(([kind]) => kind !== 'login' || !trusted);
  }

  #keys(login: string, address: string | undefined): [keyof typeof LIMITS, string][] {
    return [
      ['pair', `pair ${pair(login, address)}`],
      ['login', `login ${login.toLowerCase()}`],
      ['address', `address ${placeOf(address)}`],
    ];
  }
}

const pair = (login: string, address: string | undefined): string => `${login.toLowerCase()} ${placeOf(address)}`;

/** Counts all addresses of an IPv6 /64 as one, since one client has all of them. */
const placeOf = (address: string | undefined): string => originOf(address) ?? address ?? '';
