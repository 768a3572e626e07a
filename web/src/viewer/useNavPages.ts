import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { contractsQuery } from '../api/contracts.ts';
import { doorsQuery } from '../api/doors.ts';
import { useMay } from '../app/may.ts';
import { readStored, writeStored } from '../app/stored.ts';
import { useMe } from '../app/useMe.ts';
import { useOwnBalances } from './balance/useBalances.ts';

/**
 * Pages that only some subscribers have: of doors, of contracts, of the balance. Until it is known, as it was the last time: the
 * navigation must not jump.
 */
export function useNavPages(): readonly string[] {
  const { user } = useMe();
  const stored = `pages.${user.id}`;
  const enabled = !useMay('console.open');
  const doors = useQuery({ ...doorsQuery, enabled }).data?.items;
  const contracts = useQuery({ ...contractsQuery, enabled }).data?.items;
  const before = readStored(stored)?.split(' ') ?? [];
  const has = (name: string, items: readonly unknown[] | undefined) =>
    enabled && (items === undefined ? before.includes(name) : items.length > 0);
  const balances = useOwnBalances();
  const pages = [
    has('doors', doors) ? 'doors' : '',
    has('contracts', contracts) ? 'contracts' : '',
    balances.length > 0 ? 'balance' : '',
  ].filter(Boolean);
  const text = pages.join(' ');
  useEffect(() => writeStored(stored, text), [stored, text]);
  return pages;
}
