import type { TFunction } from 'i18next';
import { Problem } from '../../api/problems/problem.ts';
import type { Door } from '../../api/types.ts';
import { problemText } from '../../ui/problemText.ts';
import { blockReason, blockTitle, unboughtOf } from '../../ui/status/blockWords.ts';

export const doorName = (t: TFunction<'app'>, { name, icon }: Door): string => name || t(`door.icons.${icon}`);

/** "entrance 2, Lenin street 5". */
export function doorPlace(t: TFunction<'app'>, { entrance, address }: Door): string {
  const parts = [entrance === null ? '' : t('door.entrance', { number: entrance }), address];
  return parts.filter((part) => part !== '').join(', ');
}

/** Why it stays shut, and what to do; `contract`: what to pay is said there. */
export interface DoorRefusal {
  readonly title: string;
  readonly more: string;
  readonly contract: boolean;
}

const REASONS = ['timeout', 'unreachable', 'credentials', 'refused', 'no_command'] as const;

export function refusalOf(t: TFunction<'app'>, error: Error): DoorRefusal {
  const plain = { title: t('door.failed'), contract: false };
  if (!(error instanceof Problem)) return { ...plain, more: problemText(t, error) };
  const reason = REASONS.find((one) => one === error.reason);
  if (error.status === 402) return { title: t('door.unpaid'), more: t('door.unpaidMore'), contract: true };
  if (reason !== undefined) return { ...plain, more: t(`door.reason.${reason}`) };
  if (error.status === 0) return { ...plain, more: t('door.offline') };
  if (error.block !== undefined)
    return { ...plain, title: blockTitle(t, { ...error.block, on: 'camera' }), more: blockReason(error.block) };
  if (error.status === 403 || error.status === 404) return { ...plain, more: t('door.forbidden') };
  return { ...plain, more: problemText(t, error) };
}

/** Of a door that is shut to its people before anybody tries. */
export function barOf(t: TFunction<'app'>, { open, barred }: Door): DoorRefusal | undefined {
  if (open) return undefined;
  if (barred === null) return { title: t('door.forbidden'), more: '', contract: false };
  const unbought = unboughtOf(barred);
  if (unbought === 'unpaid') return { title: t('door.barredUnpaid'), more: t('door.unpaidMore'), contract: true };
  if (unbought === 'off') return { title: t('block.off'), more: t('door.offMore'), contract: true };
  return { title: blockTitle(t, barred), more: barred.reason, contract: false };
}
