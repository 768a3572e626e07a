import type { Write } from '../write.ts';
import { type KeptRows, putBack } from './kept-rows.ts';
import type { Left } from './left.ts';

interface DoorRow extends Readonly<Record<string, unknown>> {
  readonly id: number;
  readonly lock_id: number;
  readonly name: string;
}
interface PanelRow extends Readonly<Record<string, unknown>> {
  readonly sip_id: number | null;
  readonly monitor_id: number | null;
}

/** What hangs on a camera but rights: blocks, its agent, connection, copies, marks, panel with flats, and doors with their guests. Says what is left out. */
export async function restoreDevices(tx: Write, rows: KeptRows): Promise<readonly Left[]> {
  const { sql } = tx;
  await putBack(sql, 'block', rows.blocks);
  await putBack(sql, 'camera_connection', rows.camera_connection);
  await putBack(sql, 'camera_copy', await withRow(tx, 'organization', 'organization_id', rows.camera_copy));
  await putBack(sql, 'camera_mark', await withRow(tx, 'app_user', 'user_id', rows.camera_mark));
  return [
    ...(await restoreAgent(tx, rows)),
    ...(await restorePanel(tx, rows)),
    ...(await restoreDoors(tx, rows)),
    ...(await casesLeft(tx, rows)),
  ];
}

type Row = Readonly<Record<string, unknown>>;

/** Those of the rows that refer to something that is still in the domain; it is held so that it stays. */
async function withRow<R extends Row>(
  { sql, actor }: Write,
  table: 'organization' | 'app_user' | 'lock' | 'door_code' | 'analytics_case',
  column: string,
  rows: readonly R[],
): Promise<readonly R[]> {
  const ids = rows.map((row) => Number(row[column]));
  const found = await sql<{ id: number }[]>`
    select id from ${sql(table)} where domain_id = ${actor.domainId} and id = any(${ids}::int[]) order by id for key share`;
  const there = new Set(found.map(({ id }) => id));
  return rows.filter((row) => there.has(Number(row[column])));
}

async function restoreAgent({ sql, actor }: Write, { camera_agent: agents }: KeptRows): Promise<readonly Left[]> {
  const serial = (agents[0]?.serial ?? null) as string | null;
  const [other] = await sql`
    select from camera_agent where domain_id = ${actor.domainId} and serial = ${serial}::text`;
  if (other) return [{ kind: 'agent', name: serial ?? '', why: 'taken' }];
  await putBack(sql, 'camera_agent', agents);
  return [];
}

/** Keys are written to it by what contracts have of them now. */
async function restorePanel(
  { sql, actor }: Write,
  { panel: panels, intercom_flat: flats }: KeptRows,
): Promise<readonly Left[]> {
  const [panel] = panels as readonly PanelRow[];
  if (!panel) return [];
  const { sip_id: sipId, monitor_id: monitorId } = panel;
  const [taken] = await sql<{ sip: boolean; monitor: boolean }[]>`
    select exists (select from panel where domain_id = ${actor.domainId} and sip_id = ${sipId}::int) as sip,
      exists (select from panel where domain_id = ${actor.domainId} and monitor_id = ${monitorId}::int) as monitor`;
  await putBack(sql, 'panel', [
    {
      ...panel,
      keys_busy_until: null,
      sip_id: taken?.sip ? null : sipId,
      monitor_id: taken?.monitor ? null : monitorId,
    },
  ]);
  await putBack(sql, 'intercom_flat', flats);
  return [
    ...(taken?.sip ? [{ kind: 'sip', name: String(sipId), why: 'taken' } as const] : []),
    ...(taken?.monitor ? [{ kind: 'monitor', name: String(monitorId), why: 'taken' } as const] : []),
  ];
}

async function restoreDoors(tx: Write, rows: KeptRows): Promise<readonly Left[]> {
  const doors = rows.door as readonly DoorRow[];
  const there = await withRow(tx, 'lock', 'lock_id', doors);
  await putBack(tx.sql, 'door', there);
  const ids = new Set(there.map(({ id }) => id));
  const codes = rows.door_code_door.filter((row) => ids.has(Number(row.door_id)));
  await putBack(tx.sql, 'door_code_door', await withRow(tx, 'door_code', 'code_id', codes));
  for (const { id, name } of there) {
    tx.changed({ action: 'create', objectKind: 'door', objectId: id, changes: { name: [null, name] } });
    tx.touched('door', id);
  }
  return doors.filter((door) => !there.includes(door)).map(({ name }) => ({ kind: 'door', name, why: 'gone' }));
}

/** A licence is to be had anew, by whoever puts the camera into the case again. */
async function casesLeft(tx: Write, { cases }: KeptRows): Promise<readonly Left[]> {
  const there = await withRow(tx, 'analytics_case', 'id', cases);
  return there.map(({ title }) => ({ kind: 'case', name: String(title), why: 'licence' }));
}
