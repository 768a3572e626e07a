import type { Db, Fragment } from '../../db/sql.ts';
import { may, requireMay } from '../access/may.ts';
import type { Actor, UserActor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { present } from '../fields.ts';
import { licencesOfUser } from '../licences/queries.ts';
import { afterId, type Page, type PageRequest, toPage } from '../page.ts';
import { userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import { type Write, write } from '../write.ts';
import { type AnalyticsCase, type CaseFields, MOST_CASES } from './case.ts';
import { checkedFields, requireOpenCameras } from './checks.ts';
import { caseKeys, casesOf } from './queries.ts';
import { type AnalyticsType, levelOf } from './types.ts';
import { dropUnseen } from './usage.ts';

export interface CaseQuery extends Omit<PageRequest, 'search' | 'offset'> {
  /** Of this user and its sub-users. */
  readonly userId?: number | undefined;
}

/** Cases by id: one's own and those of one's sub-users, or any of the domain for staff. Those of closed levels are hidden. */
export async function casePage(core: Core, actor: Actor, query: CaseQuery): Promise<Page<AnalyticsCase>> {
  requireMay(actor, 'analytics.read');
  const sql = listReader(core);
  await requireKnownUser(core, actor, query.userId);
  const keys = await caseKeys(
    sql,
    sql`${knownCases(sql, actor, query.userId)} and a.id > ${afterId(query.after)}`,
    query.limit + 1,
  );
  const { items, next } = toPage(keys, query.limit, ({ id }) => id);
  return { items: await casesOf(core, sql, items), next };
}

export async function caseById(core: Core, actor: Actor, id: number): Promise<AnalyticsCase> {
  requireMay(actor, 'analytics.read');
  return await knownCase(core, actor, id);
}

export async function requireKnownUser(core: Core, actor: Actor, userId: number | undefined): Promise<void> {
  if (userId !== undefined) await userById(core, actor, userId);
}

/** The condition on `a` for the cases that the actor may know of, of one user and its sub-users or of all. */
export function knownCases(sql: Db, actor: Actor, userId?: number): Fragment {
  const of = (id: number) => sql`and (a.user_id = ${id} or a.owner_id = ${id})`;
  return sql`
    a.domain_id = ${actor.domainId} ${may(actor, 'domain.see-all') || actor.kind !== 'user' ? sql`` : of(actor.id)}
    ${userId === undefined ? sql`` : of(userId)}`;
}

async function knownCase(core: Core, actor: Actor, id: number): Promise<AnalyticsCase> {
  const sql = reader(core);
  const keys = await caseKeys(sql, sql`a.id = ${id} and ${knownCases(sql, actor)}`, 1);
  const [found] = await casesOf(core, sql, keys);
  if (!found) throw refuse('case_not_found', { id });
  return found;
}

export interface NewCase extends CaseFields {
  readonly title: string;
  readonly type: AnalyticsType;
  readonly cameraIds: readonly number[];
}

/** Has the user's own cameras analysed; takes a licence of the type's level for each. */
export async function createCase(core: Core, actor: UserActor, asked: NewCase): Promise<AnalyticsCase> {
  const { type } = asked;
  requireMay(actor, `analytics.${type}`);
  const fields = checkedFields(asked);
  const { cameraIds = [], title = '', paused = false, schedule = null, settings = {} } = fields;
  await requireOpenCameras(core, actor.id, cameraIds);
  const intent = { type: 'analytics_case.create' as const, subject: `user ${actor.id}`, request: asked };
  const id = await write(core, actor, intent, async (tx) => {
    const ownerId = await holdOwner(tx, actor.id);
    await requireRoom(tx, actor.id);
    const [row] = await tx.sql<{ id: number }[]>`
      insert into analytics_case (domain_id, user_id, owner_id, title, type, level, paused, schedule, settings)
      values (${actor.domainId}, ${actor.id}, ${ownerId}, ${title}, ${type}, ${levelOf(type)}, ${paused},
        ${schedule && tx.sql.json(schedule as never)}, ${tx.sql.json(settings as never)}) returning id`;
    const caseId = row?.id ?? 0;
    await assign(tx, { id: caseId, type, ownerId }, cameraIds);
    noted(tx, actor.id, { [`case.${title}`]: [null, type], [`case.${title}.cameras`]: [null, cameraIds.join(', ')] });
    return caseId;
  });
  return await knownCase(core, actor, id);
}

/** Of one's own, of a sub-user's or, for the provider, of anybody's. Cameras have to be those of the case's user. */
export async function changeCase(core: Core, actor: Actor, id: number, asked: CaseFields): Promise<AnalyticsCase> {
  requireMay(actor, 'analytics.change');
  const fields = checkedFields(asked);
  const before = await knownCase(core, actor, id);
  const had = before.cameras.map((camera) => camera.id);
  const added = fields.cameraIds?.filter((camera) => !had.includes(camera)) ?? [];
  if (added.length > 0) {
    requireMay(actor, `analytics.${before.type}`);
    await requireOpenCameras(core, before.user.id, added);
  }
  const intent = { type: 'analytics_case.change' as const, subject: `user ${before.user.id}`, request: asked };
  await write(core, actor, intent, async (tx) => {
    await holdOwner(tx, before.user.id);
    const [held] = await tx.sql`select from analytics_case where id = ${id} for no key update`;
    if (!held) throw refuse('case_not_found', { id });
    await storeFields(tx, id, fields);
    if (fields.cameraIds) {
      await tx.sql`
        delete from analytics_case_camera where case_id = ${id} and camera_id <> all(${[...fields.cameraIds]}::int[])`;
      if (added.length > 0) await assign(tx, before, added);
    }
    noted(tx, before.user.id, caseChanges(before, fields, had));
  });
  return await knownCase(core, actor, id);
}

/** Its events go with it, in the background. */
export async function deleteCase(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'analytics.change');
  const { user, title, type } = await knownCase(core, actor, id);
  await write(core, actor, { type: 'analytics_case.delete', subject: `user ${user.id}` }, async (tx) => {
    await holdOwner(tx, user.id);
    const { count } = await tx.sql`delete from analytics_case where id = ${id}`;
    if (count === 0) throw refuse('case_not_found', { id });
    noted(tx, user.id, { [`case.${title}`]: [type, null] });
  });
}

/** Holds the row of whose licences a user's cases take, so that two cases at once do not take the last one twice. */
async function holdOwner(tx: Write, userId: number): Promise<number> {
  const [user] = await tx.sql<{ parentId: number | null }[]>`
    select parent_id from app_user where id = ${userId} and domain_id = ${tx.actor.domainId}`;
  const ownerId = user?.parentId ?? userId;
  if (!user || !(await lockUser(tx.sql, tx.actor.domainId, ownerId))) throw refuse('user_not_found', { id: userId });
  return ownerId;
}

/** Those that are named alone: who pauses a case does not take back the name that somebody else gives it meanwhile. */
async function storeFields(tx: Write, id: number, { title, paused, schedule, settings }: CaseFields): Promise<void> {
  const row = present({
    title,
    paused,
    schedule: schedule && tx.sql.json(schedule as never),
    settings: settings && tx.sql.json(settings as never),
  });
  if (Object.keys(row).length > 0) await tx.sql`update analytics_case set ${tx.sql(row)} where id = ${id}`;
}

async function requireRoom(tx: Write, userId: number): Promise<void> {
  const [row] = await tx.sql<{ cases: number }[]>`
    select count(*)::int as cases from analytics_case where user_id = ${userId}`;
  if ((row?.cases ?? 0) >= MOST_CASES) throw refuse('cases_too_many', { limit: MOST_CASES });
}

/** Puts cameras into a case and takes their licences. Refuses with how many are free when that is too few. */
async function assign(
  tx: Write,
  { id, type, ownerId }: Pick<AnalyticsCase, 'id' | 'type' | 'ownerId'>,
  cameraIds: readonly number[],
): Promise<void> {
  const level = levelOf(type);
  if (level !== null) {
    await dropUnseen(tx.core, tx.sql, ownerId);
    const held = (await licencesOfUser(tx.core, tx.sql, ownerId)).find((licence) => licence.level === level);
    const free = held?.free ?? 0;
    if (free < cameraIds.length) throw refuse('licences_too_few', { level, count: cameraIds.length, free });
  }
  await tx.sql`
    insert into analytics_case_camera (case_id, camera_id)
    select ${id}, c.id from camera c where c.id = any(${[...cameraIds]}::int[]) on conflict do nothing`;
}

type Changes = Record<string, readonly [unknown, unknown]>;

function caseChanges(before: AnalyticsCase, fields: CaseFields, had: readonly number[]): Changes {
  const at = `case.${before.title}`;
  const shown = (schedule: CaseFields['schedule']) => (schedule ? JSON.stringify(schedule) : null);
  const named: Changes = {};
  if (fields.title !== undefined) named[`${at}.title`] = [before.title, fields.title];
  if (fields.paused !== undefined) named[`${at}.paused`] = [before.paused, fields.paused];
  if (fields.schedule !== undefined) named[`${at}.schedule`] = [shown(before.schedule), shown(fields.schedule)];
  if (fields.cameraIds)
    named[`${at}.cameras`] = [[...had].sort((a, b) => a - b).join(', '), fields.cameraIds.join(', ')];
  if (fields.settings !== undefined && JSON.stringify(fields.settings) !== JSON.stringify(before.settings))
    named[`${at}.settings`] = ['…', '… (new)'];
  return named;
}

/** Cases are their user's: that is where the audit has them. */
function noted(tx: Write, userId: number, changes: Changes): void {
  tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
}
