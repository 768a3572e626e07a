import type { Params } from './support.ts';

/** What the table test has to work with, made once. */
export interface Fixtures {
  readonly accountId: number;
}

/**
 * A call of each method that succeeds; the table test takes it apart for the calls that must not. Asked anew for each
 * call: what has to be unique counts up.
 */
export const HAPPY: Readonly<Record<string, (fixtures: Fixtures) => Params>> = {
  GetRecordTypes: () => ({}),
};

/** Required by the document only under a condition that these calls do not meet. */
export const CONDITIONAL: Readonly<Record<string, readonly string[]>> = {};
