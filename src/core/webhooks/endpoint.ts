import { randomBytes } from 'node:crypto';

/** Where a provider's program is told of events, as it may be shown. */
export interface WebhookEndpoint {
  readonly id: number;
  /** Credentials as `***`. */
  readonly url: string;
  readonly description: string;
  /** Types of events, groups of them, or `*` for all. */
  readonly types: readonly string[];
  readonly enabled: boolean;
  /** Why it was switched off by itself: `gone`, its receiver answered 410. */
  readonly offBecause: 'gone' | null;
  /** Messages are signed with the secret before the last rotation as well until then. */
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  /** Deliveries that wait, among them those that failed and are tried again; up to 10,001. */
  readonly waiting: number;
  readonly failing: number;
  /** Those that were given up in the last 30 days; up to 10,001. */
  readonly givenUp: number;
}

export interface EndpointFields {
  readonly url?: string;
  readonly description?: string;
  readonly types?: readonly string[];
  readonly enabled?: boolean;
}

export const MAX_ENDPOINTS = 20;
/** How long the secret before a rotation signs as well, so that a receiver has time to take the new one. */
export const BOTH_SECRETS_HOURS = 24;
/** How long events and their deliveries are kept. */
export const KEPT_DAYS = 30;

/** As Standard Webhooks writes it: 32 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Before each try after the first, seconds; then a delivery is given up. */
export const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
/** Each wait is up to this much longer, so that what failed together does not come together again. */
const JITTER = 0.1;

/** How long to wait after so many failed tries, seconds; `chance` is from 0 to 1. Undefined: it is given up. */
export function waitAfter(tries: number, chance: number): number | undefined {
  const seconds = RETRY_SECONDS[tries - 1];
  return seconds === undefined ? undefined : seconds * (1 + JITTER * chance);
}

export const urlLabel = (id: number): string => `webhook_endpoint.url:${id}`;
export const secretLabel = (id: number): string => `webhook_endpoint.secret:${id}`;
