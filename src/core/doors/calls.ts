import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { CalledContract, CallingPanel } from '../panels/calls.ts';
import { insertDoorEvent } from './events.ts';

/** What became of a panel's call, as a telephone exchange tells it. */
export interface EndedCall {
  readonly answered: boolean;
  /** The door was opened during it. */
  readonly opened: boolean;
  readonly address: string | undefined;
}

/** Notes it for the contract that it was for. Not found: the contract has nothing at this panel. */
export async function recordCall(
  core: Core,
  domainId: number,
  panel: CallingPanel,
  { organizationId }: CalledContract,
  { answered, opened, address }: EndedCall,
): Promise<void> {
  const sql = reader(core);
  const [place] = await sql<{ doorId: number | null; doorName: string | null; lockId: number | null }[]>`
    select d.id as door_id, d.name as door_name, d.lock_id from access_grant g
    left join door d on d.camera_id = ${panel.cameraId} and d.lock_id = g.object_id
    where g.subject_kind = 'organization' and g.subject_id = ${organizationId} and g.object_kind = 'device'
      and (g.object_id = ${panel.cameraId} or d.id is not null)
    order by d.id nulls last limit 1`;
  if (!place && panel.organizationId !== organizationId)
    throw refuse('contract_at_panel_not_found', { id: panel.cameraId });
  await insertDoorEvent(sql, {
    domainId,
    kind: answered ? 'call_answered' : 'call_missed',
    result: opened ? 'opened' : 'refused',
    doorId: place?.doorId ?? null,
    doorName: place?.doorName ?? panel.title,
    lockId: place?.lockId ?? null,
    cameraId: panel.cameraId,
    organizationId,
    userId: null,
    who: '',
    detail: '',
    address,
    panelMs: null,
  });
}
