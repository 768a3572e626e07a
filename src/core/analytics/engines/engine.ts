import type { AnalyticsType } from '../types.ts';

/** A program that looks at the cameras of cases and calls us. */
export interface Engine {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  /** The types of cases that it looks after. */
  readonly types: readonly AnalyticsType[];
  /** While a former secret is good beside the new one; null: there is one secret alone. */
  readonly formerSecretUntil: Date | null;
  readonly lastHeartbeatAt: Date | null;
  readonly createdAt: Date;
}

export interface EngineFields {
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly types?: readonly AnalyticsType[] | undefined;
}

export const MOST_ENGINES = 20;

/** Under which a secret is sealed. */
export const engineLabel = (id: number): string => `analytics_engine.secret:${id}`;
