import type { Db, Fragment } from '../../db/sql.ts';
import { may, requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import type { Page, PageRequest } from '../page.ts';
import { stillSeen, usersOfCases } from './assigned.ts';
import { knownCases, requireKnownUser } from './operations.ts';
import { type CaseKey, caseKeys } from './queries.ts';
import type { AnalyticsType } from './types.ts';

export interface CaseEvent {
  readonly id: number;
  readonly at: Date;
  /** Null: it had no length. */
  readonly until: Date | null;
  readonly case: { readonly id: number; readonly title: string; readonly type: AnalyticsType };
  readonly camera: { readonly id: number; readonly name: string; readonly title: string };
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** What told of it; null: the camera itself, or an engine that is gone. */
  readonly engine: string | null;
}

export interface CaseEventQuery extends Omit<PageRequest, 'search' | 'offset'> {
  /** In cases of this user and its sub-users. */
  readonly userId?: number | undefined;
  readonly caseId?: number | undefined;
  readonly cameraId?: number | undefined;
  readonly type?: AnalyticsType | undefined;
  /** From this instant on, and before that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Cases that one list looks through: the first ones, of whoever has more. */
const MOST_CASES_READ = 1000;

/**
 * What happened in the cases that the actor knows of, latest first, at cameras that each case's user still sees. Whoever
 * sees all says whose, by a user or a case.
 */
export async function caseEvents(core: Core, actor: Actor, query: CaseEventQuery): Promise<Page<CaseEvent>> {
  requireMay(actor, 'analytics-events.read');
  const sql = listReader(core);
  const staff = actor.kind !== 'user' || may(actor, 'domain.see-all');
  if (staff && query.userId === undefined && query.caseId === undefined) throw invalid('userId', 'case_events_of_whom');
  const { userId, caseId, type, limit } = query;
  await requireKnownUser(core, actor, userId);
  const which = sql`
    ${knownCases(sql, actor, userId)} ${caseId === undefined ? sql`` : sql`and a.id = ${caseId}`}
    ${type === undefined ? sql`` : sql`and a.type = ${type}`}`;
  const keys = await caseKeys(sql, which, MOST_CASES_READ);
  if (keys.length === 0 && caseId !== undefined) throw refuse('case_not_found', { id: caseId });
  const rows = keys.length === 0 ? [] : await latest(core, sql, keys, query);
  const items = rows.slice(0, limit).map(toEvent);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? writeCursor(last) : null };
}

interface EventRow extends Omit<CaseEvent, 'case' | 'camera'> {
  readonly caseId: number;
  readonly caseTitle: string;
  readonly type: AnalyticsType;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly cameraTitle: string;
}

/** The latest of each case by its index, then the latest of these: a case with a million events costs a page. */
async function latest(
  core: Core,
  sql: Db,
  keys: readonly CaseKey[],
  query: CaseEventQuery,
): Promise<readonly EventRow[]> {
  const users = await usersOfCases(
    core,
    keys.map(({ userId }) => userId),
  );
  return await sql<EventRow[]>`
    select e.id, e.at, e.until, e.text, e.data, g.name as engine, a.id as case_id, a.title as case_title, a.type,
      c.id as camera_id, c.name as camera_name, c.title as camera_title
    from analytics_case a
    cross join lateral (
      select e.* from case_event e join camera c on c.id = e.camera_id
      where e.case_id = a.id and ${stillSeen(sql, users)} ${within(sql, query)}
      order by e.at desc, e.id desc limit ${query.limit + 1}) e
    join camera c on c.id = e.camera_id left join analytics_engine g on g.id = e.engine_id
    where a.id = any(${keys.map(({ id }) => id)}::int[])
    order by e.at desc, e.id desc limit ${query.limit + 1}`;
}

function within(sql: Db, { cameraId, from, to, after }: CaseEventQuery): Fragment {
  const cursor = readCursor(after);
  return sql`
    ${cameraId === undefined ? sql`` : sql`and e.camera_id = ${cameraId}`}
    ${from === undefined ? sql`` : sql`and e.at >= ${from}`} ${to === undefined ? sql`` : sql`and e.at < ${to}`}
    ${cursor ? sql`and (e.at, e.id) < (${cursor.at}::timestamptz, ${cursor.id}::bigint)` : sql``}`;
}

const CURSOR = /^(\d{1,15})-(\d{1,15})$/;

/** Times are kept to the millisecond. */
const writeCursor = ({ at, id }: CaseEvent): string => `${at.getTime()}-${id}`;

function readCursor(after: string | undefined): { readonly at: Date; readonly id: number } | undefined {
  const [, at, id] = CURSOR.exec(after ?? '') ?? [];
  const instant = new Date(Number(at));
  return at === undefined || Number.isNaN(instant.getTime()) ? undefined : { at: instant, id: Number(id) };
}

const toEvent = ({ caseId, caseTitle, type, cameraId, cameraName, cameraTitle, ...event }: EventRow): CaseEvent => ({
  ...event,
  case: { id: caseId, title: caseTitle, type },
  camera: { id: cameraId, name: cameraName, title: cameraTitle },
});
