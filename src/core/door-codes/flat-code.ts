import type { Db } from '../../db/sql.ts';
import { actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import type { Write } from '../write.ts';
import { freeDigits } from './digits.ts';
import { doorsOfContract, flatCodes } from './queries.ts';
import { digitsLabel } from './secrets.ts';

/** The digits of the contract's own code, by contract; those that have none are left out. For its people who may open doors. */
export async function flatDigits(
  core: Core,
  sql: Db,
  organizationIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const codes = await flatCodes(sql, organizationIds);
  return new Map(
    codes.map(({ id, organizationId, digitsSealed }) => [
      organizationId,
      core.sealer.open(digitsLabel(id), digitsSealed),
    ]),
  );
}

/** Switches it on with new digits, where it is on already too. Part of a write that holds the contract. */
export async function renewFlatCode(tx: Write, organizationId: number): Promise<void> {
  const { core, sql, actor } = tx;
  await dropFlatCode(tx, organizationId);
  const doors = await sql<{ cameraId: number | null }[]>`
    select own.camera_id from (${doorsOfContract(sql, organizationId)}) as own`;
  const { digits, tag } = await freeDigits(
    tx,
    doors.flatMap(({ cameraId }) => cameraId ?? []),
  );
  const [next] = await sql<{ id: number }[]>`select nextval(pg_get_serial_sequence('door_code', 'id'))::int as id`;
  const id = next?.id ?? 0;
  await sql`
    insert into door_code (id, domain_id, organization_id, digits_sealed, digits_tag, valid_from, made_by)
    values (${id}, ${actor.domainId}, ${organizationId}, ${core.sealer.seal(digitsLabel(id), digits)}, ${tag}, ${core.clock()}, ${actorName(actor)})`;
}

export async function dropFlatCode({ sql }: Write, organizationId: number): Promise<void> {
  await sql`delete from door_code where organization_id = ${organizationId} and guest is null`;
}
