import type { TFunction } from 'i18next';
import type { Camera } from '../api/types.ts';

type CameraBlock = Camera['blocks'][number];

/** Whose block it is: "Blocked by the provider's billing". */
export function blockTitle(
  t: TFunction<'app'>,
  block: Pick<CameraBlock, 'source'> & { on?: CameraBlock['on'] },
): string {
  const whose = t(`block.${block.source}`);
  return block.on === 'organization' ? `${whose}, ${t('block.onOrganization')}` : whose;
}
