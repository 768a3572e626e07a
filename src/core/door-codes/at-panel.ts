import type { Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import type { Opening } from '../doors/door.ts';
import { recordDoorEvent } from '../doors/events.ts';
import { findDoor } from '../doors/queries.ts';
import { DomainError, refuse } from '../errors.ts';
import type { CallingPanel } from '../panels/calls.ts';
import { doorIdsAt, openByCode } from './opening.ts';
import { codesOfDigits, type StoredCode } from './queries.ts';
import { digitsTag, isDigits } from './secrets.ts';

/*
 * Who guesses has ten wrong codes in a quarter of an hour at one panel, whoever types them; then no code opens it until
 * the quarter is over, right ones neither, for else guessing would go on. A house with 90 codes of 90,000 is met by one
 * of a thousand guesses: about once a day. Such a panel is in the log and in its door's events all day long.
 */
const MAX_TRIES = 10;
const WINDOW_MS = 15 * 60_000;

/**
 * Opens by digits that somebody typed at a panel. Throws `forbidden` for digits that open nothing there, `too_many` after
 * ten of them, and what `openByCode` throws.
 */
export async function openAtPanel(
  core: Core,
  domainId: number,
  panel: CallingPanel,
  digits: string,
  trace: Trace,
): Promise<Opening> {
  const tries = await countTry(core, panel.cameraId);
  if (tries > MAX_TRIES) {
    if (tries === MAX_TRIES + 1) await refused(core, domainId, panel, trace, 'Too many wrong codes');
    throw refuse('too_many_door_codes', { limit: MAX_TRIES }, { retryAfterSeconds: WINDOW_MS / 1000 });
  }
  const codes = isDigits(digits)
    ? await codesOfDigits(reader(core), domainId, digitsTag(core, domainId, digits), core.clock())
    : [];
  let why: unknown;
  for (const code of codes) {
    const told = await openFirst(core, code, panel, trace);
    if (told === undefined) continue;
    if (!(told.by instanceof Error)) {
      await takeBack(core, panel.cameraId);
      return told.by;
    }
    why ??= told.by;
  }
  if (why !== undefined) {
    await takeBack(core, panel.cameraId);
    throw why;
  }
  await refused(core, domainId, panel, trace, 'Unknown code');
  throw refuse('door_code_wrong');
}

/** Undefined: the code has no door there, or one that its contract was never given. */
async function openFirst(
  core: Core,
  code: StoredCode,
  panel: CallingPanel,
  trace: Trace,
): Promise<{ readonly by: Opening | Error } | undefined> {
  for (const id of await doorIdsAt(core, code, panel.cameraId)) {
    const door = await findDoor(reader(core), code.domainId, id);
    if (!door) continue;
    try {
      return { by: await openByCode(core, code, door, trace) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind !== 'not_found') return { by: error };
    }
  }
  return undefined;
}

/** How many were tried in this quarter of an hour, this one counted: before it is looked up, so that many at once count too. */
async function countTry(core: Core, cameraId: number): Promise<number> {
  const now = core.clock();
  const over = new Date(now.getTime() - WINDOW_MS);
  const [row] = await core.sql<{ tries: number }[]>`
    insert into panel_code_try as t (camera_id, tries, since) values (${cameraId}, 1, ${now})
    on conflict (camera_id) do update set
      tries = case when t.since <= ${over} then 1 else t.tries + 1 end,
      since = case when t.since <= ${over} then ${now} else t.since end
    returning tries`;
  return row?.tries ?? 0;
}

/** Of digits that were right. */
async function takeBack(core: Core, cameraId: number): Promise<void> {
  await core.sql`update panel_code_try set tries = greatest(tries - 1, 0) where camera_id = ${cameraId}`;
}

async function refused(core: Core, domainId: number, panel: CallingPanel, trace: Trace, detail: string): Promise<void> {
  const { cameraId, title } = panel;
  const [door] = await reader(core)<{ id: number; name: string; lockId: number }[]>`
    select id, name, lock_id from door where camera_id = ${cameraId} and domain_id = ${domainId} order by command <> '', id limit 1`;
  await recordDoorEvent(reader(core), {
    domainId,
    kind: 'code',
    result: 'refused',
    detail,
    doorId: door?.id ?? null,
    doorName: door?.name ?? title,
    lockId: door?.lockId ?? null,
    cameraId,
    organizationId: null,
    userId: null,
    who: '',
    address: trace.address,
    panelMs: null,
  });
  core.log.warn({ cameraId, detail, requestId: trace.requestId }, 'door code refused');
}
