import type { Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import type { DoorView } from '../doors/door.ts';
import { insertDoorEvent } from '../doors/events.ts';
import { findDoor } from '../doors/queries.ts';
import { DomainError } from '../errors.ts';
import type { CalledContract, CallingPanel } from '../panels/calls.ts';
import { requireOpens } from './holders.ts';
import { doorsOfContract } from './queries.ts';

/** Somebody came in by one of these: whoever rings the flat soon after is let in where its people want so. What a panel told by itself counts for nothing here: it can be forged. */
const COMING_IN = ['key', 'app', 'face', 'code', 'plate'] as const;
/** Doors of a contract that are asked about where no panel is named. */
const MOST_DOORS = 20;
/** Events of a contract that are looked through: one with more of them in its minutes has no door opened by itself. */
const MOST_EVENTS = 1000;
const MINUTE_MS = 60_000;

/** A contract whose people let in whoever rings, and the door. */
export interface AutoOpen {
  readonly contract: CalledContract;
  readonly door: DoorView;
}

/** The first of these contracts whose door opens by itself to whoever rings now; undefined: none does. */
export async function autoOpenOf(
  core: Core,
  domainId: number,
  contracts: readonly CalledContract[],
  panel: CallingPanel | undefined,
  trace: Trace,
): Promise<AutoOpen | undefined> {
  for (const contract of contracts) {
    const door = await autoOpenDoor(core, domainId, contract, panel, trace);
    if (door) return { contract, door };
  }
  return undefined;
}

/**
 * The door that opens by itself to whoever rings this contract now; undefined: none does. Its people wanted it, its time is
 * not over, and they may open the door themselves at this moment. Without a panel: any door of the contract.
 */
async function autoOpenDoor(
  core: Core,
  domainId: number,
  { organizationId }: CalledContract,
  panel: CallingPanel | undefined,
  trace: Trace,
): Promise<DoorView | undefined> {
  if (!(await isWanted(core, organizationId))) return undefined;
  const sql = reader(core);
  const rows = await sql<{ id: number }[]>`
    select own.id from (${doorsOfContract(sql, organizationId)}) as own
    ${panel ? sql`where own.camera_id = ${panel.cameraId}` : sql``} order by own.id limit ${MOST_DOORS}`;
  for (const { id } of rows) {
    const door = await findDoor(sql, domainId, id);
    try {
      if (!door) continue;
      await requireOpens(core, { domainId, organizationId, userId: null }, door, trace);
      return door;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return undefined;
}

/** Notes that the telephone exchange was told to open it. */
export async function recordAutoOpen(
  core: Core,
  domainId: number,
  { organizationId }: CalledContract,
  door: DoorView,
  trace: Trace,
): Promise<void> {
  await insertDoorEvent(reader(core), {
    domainId,
    kind: 'call',
    result: 'opened',
    doorId: door.id,
    doorName: door.name,
    lockId: door.lockId,
    cameraId: door.cameraId,
    organizationId,
    userId: null,
    who: '',
    detail: 'Opened by itself to whoever rang',
    address: trace.address,
    panelMs: null,
  });
}

async function isWanted(core: Core, organizationId: number): Promise<boolean> {
  const sql = reader(core);
  const now = core.clock();
  const [row] = await sql<{ until: Date | null; minutes: number }[]>`
    select auto_open_until as until, auto_open_minutes as minutes from intercom_setting where organization_id = ${organizationId}`;
  if (!row) return false;
  if (row.until !== null && row.until > now) return true;
  if (row.minutes === 0) return false;
  const since = new Date(now.getTime() - row.minutes * MINUTE_MS);
  const came = await sql`
    select from (
      select at, kind, result, told_by_panel from door_event
      where organization_id = ${organizationId} order by id desc limit ${MOST_EVENTS}) last
    where at > ${since} and result = 'opened' and not told_by_panel and kind = any(${[...COMING_IN]}::text[]) limit 1`;
  return came.length > 0;
}
