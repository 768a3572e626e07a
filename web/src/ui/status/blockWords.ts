import type { TFunction } from 'i18next';
import type { Camera, Lock, User } from '../../api/types.ts';

type CameraBlock = Camera['blocks'][number];
/** Where a block stands. */
type BlockedOn = (Camera | Lock)['blocks'][number]['on'] | User['stoppedBy'][number]['on'];

/** What a billing answered, when it is asked by us: the reasons of its blocks. */
type Unbought = 'off' | 'unpaid';
export function unboughtOf({ source, reason }: Pick<CameraBlock, 'source' | 'reason'>): Unbought | undefined {
  if (source !== 'connector') return undefined;
  return reason === 'off' || reason === 'unpaid' ? reason : undefined;
}

/** Set by the ledger on a prepaid organization that is below the floor; the next payment lifts it. */
export const isForBalance = ({ source, reason }: Pick<CameraBlock, 'source'> & { reason?: string }): boolean =>
  source === 'billing' && reason === 'balance';

/** Whose block it is: "Blocked by the provider's billing". */
export function blockTitle(
  t: TFunction<'app'>,
  block: Pick<CameraBlock, 'source'> & { on?: BlockedOn; reason?: string },
): string {
  const unbought = unboughtOf({ reason: '', ...block });
  if (unbought !== undefined) return t(`block.${unbought}`);
  const whose = isForBalance(block) ? t('block.balance') : t(`block.${block.source}`);
  if (block.on === 'organization') return `${whose}, ${t('block.onOrganization')}`;
  if (block.on === 'owner') return `${whose}, ${t('block.onOwner')}`;
  return block.on === 'sign_in' ? `${whose}, ${t('block.onSignIn')}` : whose;
}

/** What its maker wrote; empty where the title says it all. */
export const blockReason = (block: Pick<CameraBlock, 'source' | 'reason'>): string =>
  unboughtOf(block) === undefined && !isForBalance(block) ? block.reason : '';
