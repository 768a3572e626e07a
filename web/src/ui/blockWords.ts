import type { TFunction } from 'i18next';
import type { Camera, Lock } from '../api/types.ts';

type CameraBlock = Camera['blocks'][number];

/** What a billing answered, when it is asked by us: the reasons of its blocks. */
type Unbought = 'off' | 'unpaid';
export function unboughtOf({ source, reason }: Pick<CameraBlock, 'source' | 'reason'>): Unbought | undefined {
  if (source !== 'connector') return undefined;
  return reason === 'off' || reason === 'unpaid' ? reason : undefined;
}

/** Whose block it is: "Blocked by the provider's billing". */
export function blockTitle(
  t: TFunction<'app'>,
  block: Pick<CameraBlock, 'source'> & { on?: (Camera | Lock)['blocks'][number]['on']; reason?: string },
): string {
  const unbought = unboughtOf({ reason: '', ...block });
  if (unbought !== undefined) return t(`block.${unbought}`);
  const whose = t(`block.${block.source}`);
  return block.on === 'organization' ? `${whose}, ${t('block.onOrganization')}` : whose;
}

/** What its maker wrote; empty where the title says it all. */
export const blockReason = (block: Pick<CameraBlock, 'source' | 'reason'>): string =>
  unboughtOf(block) === undefined ? block.reason : '';
