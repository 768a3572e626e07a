import { type SystemActor, systemActor, type Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { askDoor, type Outcome, refusedBy, toOutcome } from '../doors/asking.ts';
import type { DoorView, Opening } from '../doors/door.ts';
import { insertDoorEvent } from '../doors/events.ts';
import { refuse } from '../errors.ts';
import { write } from '../write.ts';
import { requireOpens } from './holders.ts';
import { doorsOfContract, type StoredCode } from './queries.ts';

/**
 * Opens a door by a code that is known to be right, as far as the right goes that the code was made by: it is asked for
 * now, so that whatever ended since then ends this too. Ten times a minute, as by the app. An opening is used up when the
 * device said that it opened. Every attempt leaves an event of the door in the contract's name, but for those beyond what
 * is allowed in a minute. Throws as `openDoor`, and `gone` for a code that ended meanwhile.
 */
export async function openByCode(core: Core, code: StoredCode, door: DoorView, trace: Trace): Promise<Opening> {
  let silent = false;
  try {
    const excess = core.doorThrottle.count(core.clock().getTime(), `code ${code.id}`, door.id, 'open');
    if (excess) {
      silent = !excess.first;
      throw excess.refusal;
    }
    await requireOpens(core, code, door, trace);
    if (!core.panels) throw refuse('panels_not_asked');
    const opening = await useOnce(core, code.id, async (panels) => await askDoor(core, panels, code.domainId, door));
    await keepCodeEvent(core, code, door, toOutcome(opening), trace);
    return opening;
  } catch (error) {
    if (!silent) await keepCodeEvent(core, code, door, refusedBy(error), trace);
    throw error;
  }
}

type Panels = NonNullable<Core['panels']>;

/** Takes one of the openings that are left, and gives it back when nothing opened. */
async function useOnce(core: Core, codeId: number, open: (panels: Panels) => Promise<Opening>): Promise<Opening> {
  const sql = core.sql;
  const now = core.clock();
  const taken = await sql`
    update door_code set uses_left = uses_left - 1
    where id = ${codeId} and (uses_left is null or uses_left > 0) and valid_from <= ${now} and (valid_until is null or valid_until > ${now})
    returning id`;
  if (taken.length === 0) throw refuse('door_code_over');
  let opened = false;
  try {
    if (!core.panels) throw refuse('panels_not_asked');
    const opening = await open(core.panels);
    opened = opening.result === 'opened';
    return opening;
  } finally {
    if (!opened)
      await sql`update door_code set uses_left = uses_left + 1 where id = ${codeId} and uses_left is not null`;
  }
}

/** A door that opened has opened, even when that cannot be written down: then the log says so. */
async function keepCodeEvent(core: Core, code: StoredCode, door: DoorView, outcome: Outcome, trace: Trace) {
  const { result, detail, panelMs } = outcome;
  const { ambient, afterCommit, afterEnd, ...outside } = core;
  try {
    await write(outside, doorkeeper(code, trace), { type: 'door.open', subject: `door ${door.id}` }, async (tx) => {
      const event = {
        domainId: code.domainId,
        kind: 'code' as const,
        result,
        detail,
        panelMs,
        doorId: door.id,
        doorName: door.name,
        lockId: door.lockId,
        cameraId: door.cameraId,
        organizationId: code.organizationId,
        userId: null,
        who: code.guest ?? '',
        address: trace.address,
      };
      tx.later(insertDoorEvent(tx.sql, event));
      const changes = {
        opening: [null, result] as const,
        ...(detail === '' ? {} : { detail: [null, detail] as const }),
      };
      tx.changed({ action: 'change', objectKind: 'door', objectId: door.id, changes });
    });
  } catch (cause) {
    core.log.error({ cause, doorId: door.id, result, codeId: code.id }, 'door event not stored');
  }
}

/** A guest is no user: the product opens for it, in its name. */
function doorkeeper({ domainId, guest }: StoredCode, trace: Trace): SystemActor {
  const { requestId, dialect, address, userAgent } = trace;
  return {
    ...systemActor(domainId, 'door code'),
    name: guest === null ? 'door code' : `guest ${guest}`,
    trace: { requestId, dialect, address, userAgent },
  };
}

/**
 * The doors of the code that stand there, those of the panel itself before those with a command of their own. None: whoever
 * typed it stands elsewhere, and its contract hears nothing of it.
 */
export async function doorIdsAt(core: Core, code: StoredCode, cameraId: number): Promise<readonly number[]> {
  const sql = reader(core);
  const rows = await sql<{ id: number }[]>`
    select d.id from door d
    where d.camera_id = ${cameraId} and d.domain_id = ${code.domainId} and ${
      code.guest === null
        ? sql`d.id in (select own.id from (${doorsOfContract(sql, code.organizationId)}) as own)`
        : sql`d.id in (select b.door_id from door_code_door b where b.code_id = ${code.id})`
    }
    order by d.command <> '', d.id`;
  return rows.map(({ id }) => id);
}
