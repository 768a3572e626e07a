import { useQuery } from '@tanstack/react-query';
import { contractsQuery } from '../../api/contracts.ts';
import type { Contract } from '../../api/types.ts';
import { useMe } from '../../app/useMe.ts';

/** Contracts of the subscriber that the billing says are not paid. */
export function useUnpaid(): readonly Contract[] {
  const { user } = useMe();
  const { data } = useQuery({ ...contractsQuery, enabled: !user.administrator });
  return data?.items.filter(({ state }) => state === 'unpaid') ?? [];
}
