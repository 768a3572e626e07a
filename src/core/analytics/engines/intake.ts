import type { Db } from '../../../db/sql.ts';
import { transaction } from '../../../db/transaction.ts';
import { type Core, reader } from '../../core.ts';
import type { Said } from '../../errors.ts';
import { GREATEST_ID } from '../../page.ts';
import type { AnalyticsCase } from '../case.ts';
import { caseKeys, casesOf } from '../queries.ts';
import { tellCaseEvents } from '../told-events.ts';
import type { CallingEngine } from './entrance.ts';
import { type ToldEvent, toldEvent } from './told-event.ts';

export interface Told {
  /** The engine's id of it; null: it sent none that could be read. */
  readonly id: string | null;
  readonly result: 'accepted' | 'duplicate' | 'refused';
  /** Why it was refused. */
  readonly why?: Said | undefined;
}

const refused = (id: string | null, why: Said): Told => ({ id, result: 'refused', why });

/**
 * Takes what an engine tells, row by row: one that is wrong keeps no other out, and one whose id the engine told before
 * is a duplicate, whatever else it says. A case of another domain is like one that is not there.
 */
export async function takeEvents(
  core: Core,
  engine: CallingEngine,
  rows: readonly unknown[],
): Promise<readonly Told[]> {
  const read = rows.map((row) => toldEvent(row, core.clock()));
  const good = read.flatMap((one) => (one.event ? [one.event] : []));
  const known = await knownCameras(core, engine, good);
  const wanted = good.filter((event) => placeFault(known, event) === undefined);
  const fresh = await storeEvents(core, engine, wanted, known);
  return read.map(({ id, event, fault }) => {
    if (!event) return refused(id, fault);
    const wrong = placeFault(known, event);
    if (wrong) return refused(id, wrong);
    // The first of a batch that says an id is the one that is kept.
    return { id, result: fresh.delete(event.id) ? 'accepted' : 'duplicate' };
  });
}

type Known = ReadonlyMap<number, AnalyticsCase>;

function placeFault(known: Known, { caseId, cameraId }: ToldEvent): Said | undefined {
  const of = known.get(caseId);
  if (!of) return { reason: 'case_not_found', params: { id: caseId } };
  return of.cameras.some(({ id }) => id === cameraId)
    ? undefined
    : { reason: 'camera_not_in_case', params: { id: cameraId } };
}

/** The cameras of the cases that are named and that the engine looks after, paused ones too: they may have been at work then. */
async function knownCameras(core: Core, engine: CallingEngine, events: readonly ToldEvent[]): Promise<Known> {
  const ids = [...new Set(events.map(({ caseId }) => caseId))].filter((id) => id <= GREATEST_ID);
  if (ids.length === 0) return new Map();
  const sql = reader(core);
  const which = sql`
    a.id = any(${ids}::int[]) and a.domain_id = ${engine.actor.domainId} and a.type = any(${[...engine.types]}::text[])`;
  const cases = await casesOf(core, sql, await caseKeys(sql, which, ids.length));
  return new Map(cases.map((one) => [one.id, one]));
}

/** Gives back the ids that were new; endpoints are told of these. */
async function storeEvents(
  core: Core,
  engine: CallingEngine,
  events: readonly ToldEvent[],
  known: Known,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  if (!core.wanted.wants(engine.actor.domainId, 'analytics.event'))
    return new Set((await insertEvents(core.sql, engine, events)).map(({ outsideId }) => outsideId));
  return await transaction(core.sql, async (sql, later) => {
    const stored = await insertEvents(sql, engine, events);
    const fresh = stored.flatMap(({ id, outsideId }) => {
      const event = events.find((one) => one.id === outsideId);
      const of = event && known.get(event.caseId);
      return event && of ? [{ ...event, id, of }] : [];
    });
    tellCaseEvents({ core, sql, later }, engine.actor, fresh, engine.actor.name ?? null);
    return new Set(stored.map(({ outsideId }) => outsideId));
  });
}

async function insertEvents(
  sql: Db,
  { id: engineId, actor }: CallingEngine,
  events: readonly ToldEvent[],
): Promise<readonly { readonly id: number; readonly outsideId: string }[]> {
  const rows = events.map(({ id, caseId, cameraId, at, until, text, data }) => ({
    ...{ case_id: caseId, camera_id: cameraId, at: at.toISOString(), until: until?.toISOString() ?? null },
    ...{ text, data, outside_id: id },
  }));
  return await sql`
    insert into case_event (domain_id, case_id, camera_id, at, until, text, data, engine_id, outside_id)
    select ${actor.domainId}, r.case_id, r.camera_id, r.at, r.until, r.text, r.data, ${engineId}, r.outside_id
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(
      case_id int, camera_id int, at timestamptz, until timestamptz, text text, data jsonb, outside_id text)
    on conflict (engine_id, outside_id) where engine_id is not null do nothing
    returning id, outside_id`;
}
