import { useQueries } from '@tanstack/react-query';
import { balanceQuery } from '../../api/ledger.ts';
import type { Balance, Me } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';

/** More contracts than anybody has; a company of hundreds has its own accountant. */
const MOST = 20;

type Organization = Me['organizations'][number];

/** The organizations whose balance the subscriber may see, where use is charged: the owner's and those that one manages. */
export function useOwnBalances(): readonly Organization[] {
  const { domain, organizations } = useMe();
  const staff = useMay('console.open');
  if (staff || domain.charging === 'none') return [];
  return organizations.filter(({ owner, editUsers }) => owner || editUsers).slice(0, MOST);
}

/** Those of them that run low or are used up. */
export function useLowBalances(): readonly { readonly organization: Organization; readonly balance: Balance }[] {
  const organizations = useOwnBalances();
  const answers = useQueries({ queries: organizations.map(({ id }) => ({ ...balanceQuery(id), retry: false })) });
  return organizations.flatMap((organization, i) => {
    const balance = answers[i]?.data;
    return balance && (balance.low || balance.blockedForBalance) ? [{ organization, balance }] : [];
  });
}
