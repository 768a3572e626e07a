import { requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';

export interface DeviceAtAddress {
  readonly id: number;
  readonly title: string;
  /** "latitude longitude" or empty; a lock has none. */
  readonly coordinates: string;
}

/** A house has dozens. */
const MAX_FOUND = 1000;

/** The domain's cameras and locks whose postal address is exactly this one, by id. */
export async function devicesAt(core: Core, actor: Actor, address: string): Promise<readonly DeviceAtAddress[]> {
  requireMay(actor, 'cameras.find-by-address');
  return await listReader(core)<DeviceAtAddress[]>`
    select id, title, coordinates from camera where domain_id = ${actor.domainId} and postal_address = ${address}
    union all
    select id, title, '' from lock where domain_id = ${actor.domainId} and postal_address = ${address}
    order by 1 limit ${MAX_FOUND}`;
}
