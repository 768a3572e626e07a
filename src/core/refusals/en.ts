import { REASONS, REFUSALS, type Reason, type Words } from './index.ts';

/** Refusals in English: the sentences that stand beside the reasons. */
export const IN_ENGLISH: Words = Object.fromEntries(REASONS.map((reason) => [reason, REFUSALS[reason].text])) as Record<
  Reason,
  string
>;
