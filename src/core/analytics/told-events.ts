import type { Db } from '../../db/sql.ts';
import type { Later } from '../../db/transaction.ts';
import { type Actor, systemActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { eventRow, happening } from '../events/event.ts';
import { recordEvents } from '../events/record.ts';
import type { AnalyticsCase } from './case.ts';
import { caseKeys, casesOf } from './queries.ts';

/** What is told to endpoints of an event of a case. */
export interface FreshEvent {
  readonly id: number;
  readonly of: AnalyticsCase;
  readonly cameraId: number;
  readonly at: Date;
  readonly until: Date | null;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Tells endpoints of events that are stored in the same transaction; `engine`: its name, null for the camera itself. */
export function tellCaseEvents(
  { core, sql, later }: { readonly core: Core; readonly sql: Db; readonly later: Later },
  actor: Actor,
  events: readonly FreshEvent[],
  engine: string | null,
): void {
  if (!core.wanted.wants(actor.domainId, 'analytics.event')) return;
  const rows = events.map(({ id, of, cameraId, at, until, text, data }) => {
    const facts = { eventId: id, caseId: of.id, caseTitle: of.title, caseType: of.type, userId: of.user.id };
    const times = { at: at.toISOString(), until: until?.toISOString() ?? null };
    const happened = happening('analytics.event', cameraId, { ...facts, ...times, text, engine, values: data });
    return eventRow(actor, core.clock(), happened);
  });
  recordEvents(sql, later, rows);
}

/** A motion that began, as the event that it is in these cases: of those alone whose user sees the camera. */
export async function tellMotion(
  parts: { readonly core: Core; readonly sql: Db; readonly later: Later },
  cameraId: number,
  at: Date,
  fresh: readonly { readonly id: number; readonly caseId: number }[],
): Promise<void> {
  const ids = fresh.map(({ caseId }) => caseId);
  if (ids.length === 0) return;
  const { core, sql } = parts;
  const cases = await casesOf(core, sql, await caseKeys(sql, sql`a.id = any(${ids}::int[])`, ids.length));
  for (const of of cases.filter(({ cameras }) => cameras.some(({ id }) => id === cameraId))) {
    const id = fresh.find(({ caseId }) => caseId === of.id)?.id ?? 0;
    tellCaseEvents(
      parts,
      systemActor(of.domainId, 'motion'),
      [{ id, of, cameraId, at, until: null, text: '', data: {} }],
      null,
    );
  }
}
