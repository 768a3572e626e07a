import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger } from '../fields.ts';
import { findSubscriber, holdSubscriber } from '../subscribers/queries.ts';
import { userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import { type Write, write } from '../write.ts';
import { isOpen, KEPT_DAYS, LEVELS, type Level, type Licence, type LicenceTotals } from './licence.ts';
import { forgetWithdrawn, licencesOfUser, storeTotals } from './queries.ts';

const MOST = 1_000_000;
const BATCH = 1000;
const DAY_MS = 86_400_000;

/** Those of a user whom the actor may see, by level; withdrawn ones too, for as long as their seven days last. */
export async function licencesOf(core: Core, actor: Actor, userId: number): Promise<readonly Licence[]> {
  await userById(core, actor, userId);
  return await licencesOfUser(core, reader(core), userId);
}

/** Those that the actor's own cases take: of a sub-user they are the subscriber's above. Levels that have none are hidden. */
export async function ownLicences(core: Core, actor: UserActor): Promise<readonly Licence[]> {
  const { parentId } = await userById(core, actor, actor.id);
  return (await licencesOfUser(core, reader(core), parentId ?? actor.id)).filter(isOpen);
}

/** Sets how many licences of each level a subscriber has; a level that is not named has none from now on. */
export async function setLicences(
  core: Core,
  actor: Actor,
  userId: number,
  totals: LicenceTotals,
): Promise<readonly Licence[]> {
  requireMay(actor, 'users.manage');
  check(totals);
  const { kind } = await userById(core, actor, userId);
  if (kind !== 'subscriber') throw invalid('userId', 'subscriber_unknown', { id: userId });
  const intent = {
    type: 'subscriber.licences' as const,
    subject: `user ${userId}`,
    request: { userId, ...named(totals) },
  };
  await write(core, actor, intent, async (tx) => {
    if (!(await lockUser(tx.sql, actor.domainId, userId))) throw refuse('user_not_found', { id: userId });
    await store(tx, userId, totals);
  });
  return await licencesOf(core, actor, userId);
}

/** The same for a billing, which knows the subscriber by its login. */
export async function setLicencesByLogin(
  core: Core,
  actor: Actor,
  login: string,
  totals: LicenceTotals,
): Promise<void> {
  requireMay(actor, 'users.manage');
  check(totals);
  const intent = { type: 'subscriber.licences' as const, subject: login, request: { login, ...named(totals) } };
  await write(core, actor, intent, async (tx) => {
    const holder = await holdSubscriber(tx.sql, actor.domainId, login);
    if (!holder) throw refuse('subscriber_not_found', { login });
    await store(tx, holder.id, totals);
  });
}

/** Whether so many more could be used at each level that is named. */
export async function haveLicences(
  core: Core,
  actor: Actor,
  login: string,
  asked: LicenceTotals,
): Promise<Readonly<Partial<Record<Level, boolean>>>> {
  requireMay(actor, 'integrations.look-up');
  check(asked);
  const sql = reader(core);
  const subscriber = await findSubscriber(sql, actor.domainId, login, '');
  if (!subscriber) throw refuse('subscriber_not_found', { login });
  const held = await licencesOfUser(core, sql, subscriber.id);
  const answer: Partial<Record<Level, boolean>> = {};
  for (const level of LEVELS) {
    const wanted = asked[level];
    if (wanted === undefined) continue;
    const licence = held.find((one) => one.level === level);
    answer[level] = licence !== undefined && isOpen(licence) && licence.free >= wanted;
  }
  return answer;
}

/** Forgets levels that have been withdrawn for seven days, a batch at a time; says how many. */
export async function forgetWithdrawnLicences(sql: Db, now: Date): Promise<number> {
  return await forgetWithdrawn(sql, new Date(now.getTime() - KEPT_DAYS * DAY_MS), BATCH);
}

/** By name, as the audit and a billing event have it. */
const named = (totals: LicenceTotals) =>
  Object.fromEntries(LEVELS.map((level) => [`licencesL${level}`, totals[level] ?? 0]));

function check(totals: LicenceTotals): void {
  for (const level of LEVELS) checkInteger(`licencesL${level}`, totals[level], 0, MOST);
}

async function store(tx: Write, userId: number, totals: LicenceTotals): Promise<void> {
  const before = await licencesOfUser(tx.core, tx.sql, userId);
  const wanted = LEVELS.map((level) => ({
    level,
    was: before.find((one) => one.level === level)?.total ?? 0,
    total: totals[level] ?? 0,
  }));
  const changed = wanted.filter(({ was, total }) => was !== total);
  await storeTotals(tx.sql, userId, changed, tx.core.clock());
  const changes = Object.fromEntries(
    changed.map(({ level, was, total }) => [`licencesL${level}`, [was, total] as const]),
  );
  tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
  if (changed.length > 0) tx.touched('user', userId);
}
