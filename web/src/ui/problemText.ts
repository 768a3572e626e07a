import type { TFunction } from 'i18next';
import { Problem } from '../api/problems/problem.ts';
import { problemSentence } from '../api/problems/refusalWords.ts';

/** Why one's own password was not changed. */
export function passwordProblem(t: TFunction<'app'>, error: unknown): string {
  const fields = error instanceof Problem ? error.fields : {};
  if (fields.current !== undefined) return t('newPassword.wrongCurrent');
  return fields.next === undefined ? problemText(t, error) : t('newPassword.same');
}

/** A refusal in the reader's language. */
export function problemText(t: TFunction<'app'>, error: unknown): string {
  if (!(error instanceof Problem)) return t('problem.internal');
  switch (error.code) {
    case 'offline':
      return t('problem.offline');
    case 'unavailable':
      return ofDisk(error.outage) ? t('problem.unstored') : t('problem.unavailable');
    case 'unauthenticated':
      return t('problem.unauthenticated');
    case 'not_found':
      return t('problem.not_found');
    case 'too_many':
      return t('problem.tooMany');
    case 'internal':
      return t('problem.internal');
    default:
      return problemSentence(error) || t('problem.internal');
  }
}

/** Nothing is stored there, however often it is tried. */
const ofDisk = (outage: string | undefined): boolean => outage !== undefined && outage !== 'away' && outage !== 'busy';
