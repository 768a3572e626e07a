import type { Db } from '../../../db/sql.ts';
import { refuse } from '../../errors.ts';
import { MAX_LEVELS } from '../location.ts';

export const ADDRESS_LEVELS = ['region', 'area', 'city', 'settlement', 'street', 'house', 'other'] as const;
export type AddressLevel = (typeof ADDRESS_LEVELS)[number];

/** What a code of the provider's directory stands for. */
export interface Address {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: AddressLevel;
  readonly title: string;
  /** Decimal degrees; both or none. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** The address of a code with all above it, from the top down; none: the directory does not know the code. */
export async function addressesDownTo(sql: Db, domainId: number, code: string): Promise<readonly Address[]> {
  const found = await sql<Address[]>`
    with recursive up as (
      select a.*, 1 as step from address_code a where a.domain_id = ${domainId} and a.code = ${code}
      union all
      select a.*, up.step + 1 from address_code a join up on a.code = up.parent_code
      where a.domain_id = ${domainId} and up.step <= ${MAX_LEVELS})
    select code, parent_code, level, title, latitude, longitude from up order by step desc`;
  const [top] = found;
  if (top && top.parentCode !== null) throw refuse('address_codes_in_circle', { code });
  return found;
}
