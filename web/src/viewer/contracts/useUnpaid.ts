import { useQuery } from '@tanstack/react-query';
import { contractsQuery } from '../../api/contracts.ts';
import type { Contract } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';

/** Contracts of the subscriber that the billing says are not paid. */
export function useUnpaid(): readonly Contract[] {
  const staff = useMay('console.open');
  const { data } = useQuery({ ...contractsQuery, enabled: !staff });
  return data?.items.filter(({ state }) => state === 'unpaid') ?? [];
}
