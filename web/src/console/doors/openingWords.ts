import type { TFunction } from 'i18next';
import { Problem } from '../../api/problems/problem.ts';
import { problemText } from '../../ui/problemText.ts';
import { blockReason, blockTitle } from '../../ui/status/blockWords.ts';
import { panelFault } from './panelFault.ts';

const REASONS = ['timeout', 'unreachable', 'credentials', 'refused', 'no_command'] as const;

/** Why the door did not open, for whoever has to mend it, and in the second place what the device itself said. */
export function openingRefusal(
  t: TFunction<'console'>,
  a: TFunction<'app'>,
  error: Error,
): { readonly words: string; readonly detail: string } {
  const plain = { words: problemText(a, error), detail: '' };
  if (!(error instanceof Problem)) return plain;
  const reason = REASONS.find((one) => one === error.reason);
  if (reason !== undefined) {
    const said = error.message.replace(/^The door did not open: /, '');
    return { words: t(`opening.failed.${reason}`), detail: reason === 'timeout' ? '' : panelFault(t, said) };
  }
  if (error.code === 'payment_required') return { ...plain, words: t('opening.unpaid') };
  if (error.block !== undefined) {
    const { source, reason: given } = error.block;
    const block = { source, reason: given };
    return { words: blockTitle(a, block), detail: blockReason(block) };
  }
  return error.code === 'offline' ? { ...plain, words: t('opening.unknown') } : plain;
}
