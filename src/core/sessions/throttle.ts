import { DomainError } from '../errors.ts';

interface Window {
  failures: number;
  until: number;
}

const LIMITS = {
  /** One address guessing one login. */
  pair: { most: 10, windowMs: 5 * 60_000 },
  /** Many addresses guessing one login; those that signed in with it before are not held up. */
  login: { most: 100, windowMs: 3_600_000 },
  /** One address guessing many logins. */
  address: { most: 300, windowMs: 3_600_000 },
} as const;
const MOST_KEYS = 100_000;

/** Slows guessing down without locking anybody out who signs in rightly: only failures count. */
export class SignInThrottle {
  readonly #windows = new Map<string, Window>();
  readonly #trusted = new Set<string>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Throws `too_many` when this login and address have to wait. */
  check(login: string, address: string | undefined): void {
    const now = this.#clock().getTime();
    for (const [kind, key] of this.#keys(login, address)) {
      const window = this.#windows.get(key);
      if (!window || window.until <= now || window.failures < LIMITS[kind].most) continue;
      if (kind === 'login' && this.#trusted.has(pair(login, address))) continue;
      const seconds = Math.ceil((window.until - now) / 1000);
      throw new DomainError('too_many', `Too many wrong passwords: try again in ${Math.ceil(seconds / 60)} min`, {
        retryAfterSeconds: seconds,
      });
    }
  }

  failed(login: string, address: string | undefined): void {
    const now = this.#clock().getTime();
    if (this.#windows.size > MOST_KEYS) this.#windows.clear();
    for (const [kind, key] of this.#keys(login, address)) {
      const window = this.#windows.get(key);
      if (window && window.until > now) window.failures++;
      else this.#windows.set(key, { failures: 1, until: now + LIMITS[kind].windowMs });
    }
  }

  succeeded(login: string, address: string | undefined): void {
    if (this.#trusted.size > MOST_KEYS) this.#trusted.clear();
    this.#trusted.add(pair(login, address));
    this.#windows.delete(`pair ${pair(login, address)}`);
  }

  #keys(login: string, address: string | undefined): [keyof typeof LIMITS, string][] {
    return [
      ['pair', `pair ${pair(login, address)}`],
      ['login', `login ${login.toLowerCase()}`],
      ['address', `address ${address ?? ''}`],
    ];
  }
}

const pair = (login: string, address: string | undefined): string => `${login.toLowerCase()} ${address ?? ''}`;
