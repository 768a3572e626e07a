import type { Decision } from '../access/decide.ts';
import { APARTMENT, CONTRACT } from '../access/grants.ts';
import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { camerasByIds } from '../cameras/reading/queries.ts';
import { decisions } from '../cameras/reading/visible.ts';
import { type Core, listReader } from '../core.ts';
import type { MyContract } from './own-contracts.ts';

export interface ContractCamera {
  readonly camera: CameraView;
  readonly decision: Decision;
  /** What the billing says of this device alone, where it sells them so; null: nothing stands against it. */
  readonly suspended: 'off' | 'unpaid' | null;
}

/** The cameras that a contract of the caller was given or owns, by id, whatever bars them at present. */
export async function camerasOfContract(
  core: Core,
  actor: Actor,
  { organizationId }: MyContract,
): Promise<readonly ContractCamera[]> {
  const sql = listReader(core);
  const rows = await sql<{ id: number; given: boolean; suspended: ContractCamera['suspended'] }[]>`
    select c.id, g.id is not null as given, g.suspended from camera c
    left join (
      select distinct on (object_id) object_id, id, suspended from access_grant
      where subject_kind = 'organization' and subject_id = ${organizationId} and object_kind = 'device'
        and source = any(${[CONTRACT, APARTMENT]}::text[])
      order by object_id, suspended nulls first) g on g.object_id = c.id
    where c.domain_id = ${actor.domainId} and (c.organization_id = ${organizationId} or g.id is not null)
    order by c.id`;
  const cameras = await camerasByIds(
    sql,
    core.sealer,
    rows.map(({ id }) => id),
    0,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const decided = await decisions(core, actor, cameras);
  return cameras.flatMap((camera, i) => {
    const decision = decided[i];
    const { given = false, suspended = null } = byId.get(camera.id) ?? {};
    // What the contract owns is seen by those of its people who have a right on it.
    if (!decision || !(given || decision.rights.view)) return [];
    return [{ camera, decision, suspended: decision.rights.view ? null : suspended }];
  });
}
