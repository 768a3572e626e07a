/**
 * Verbs that wait for an address code that nobody knows yet. A new one is a name here, an entry in `verbs.ts`, and a call
 * of `locationAtCode` in its write.
 */
export type PendingVerb = 'location.create' | 'camera.attach';

/** What a verb needs to be done again when the code has arrived. */
export interface PendingRequest {
  readonly verb: PendingVerb;
  readonly code: string;
  /** Plain JSON by the verb's own names; no secrets: it is stored as it is, and shown to the provider. */
  readonly args: Readonly<Record<string, unknown>>;
}
