import type { Me } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';

/** More contracts than anybody has; a company of hundreds has its own accountant. */
const MOST = 20;

export type Organization = Me['organizations'][number];

/** The organizations whose balance the subscriber may see, where use is charged: the owner's and those that one manages. */
export function useOwnBalances(): readonly Organization[] {
  const { domain, organizations } = useMe();
  const staff = useMay('console.open');
  if (staff || domain.charging === 'none') return [];
  return organizations.filter(({ owner, editUsers }) => owner || editUsers).slice(0, MOST);
}
