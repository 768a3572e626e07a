import type { Db, Fragment } from '../../db/sql.ts';
import type { Block } from '../access/facts.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { shutsOut } from '../blocks/queries.ts';
import { type Core, reader } from '../core.ts';
import type { User } from './user.ts';

/**
 * A block that keeps a user from something, wherever it stands: on the user, on the owner above a sub-user, on the
 * contract of either, or as a lock on the contract's sign-in.
 */
export interface Stop extends Block {
  readonly on: 'user' | 'owner' | 'organization' | 'sign_in';
  /** Whom or what it stands on. */
  readonly subjectId: number;
  readonly subject: string;
  /** False: the user may sign in, and the cameras of that contract show nothing. */
  readonly shutsOut: boolean;
}

/** Whose blocks the actor may know of: undefined, everybody's; else those of these organizations and their people. */
export interface KnownStops {
  readonly organizations: readonly number[];
  /** Oneself. */
  readonly self: number;
}

interface Row extends Stop {
  readonly userId: number;
}

/** What stops each of these users, its own blocks first. Blocks of contracts that the actor does not manage are not told. */
export async function stopsOf(
  core: Core,
  actor: Actor,
  users: readonly Pick<User, 'id' | 'parentId'>[],
): Promise<ReadonlyMap<number, readonly Stop[]>> {
  if (users.length === 0) return new Map();
  const sql = reader(core);
  const ids = [...new Set(users.flatMap(({ id, parentId }) => (parentId === null ? [id] : [id, parentId])))];
  const rows = await sql<Row[]>`
    select s.user_id, s."on", s.subject_id, s.shuts_out, b.source, b.reason, b.since, coalesce(o.title, x.login, '') as subject
    from (${direct(sql, await knownStops(core, actor), sql`and u.id = any(${ids}::int[])`)}) s
    join block b on b.subject_kind = s.subject_kind and b.subject_id = s.subject_id and b.source = s.source and b.effect = s.effect
    left join organization o on s.subject_kind = 'organization' and o.id = s.subject_id
    left join app_user x on s.subject_kind = 'user' and x.id = s.subject_id
    order by s.subject_kind = 'organization', not s.shuts_out, s.subject_id, b.source`;
  const of = (userId: number): Stop[] => rows.filter((row) => row.userId === userId).map(toStop);
  return new Map(users.map(({ id, parentId }) => [id, withOwner(of(id), parentId === null ? [] : of(parentId))]));
}

/** `u.id in (...)` for the users whom something stops: what `stopsOf` tells of at least one block. */
export const stopped = (sql: Db, known: KnownStops | undefined): Fragment => sql`
  u.id in (
    select s.user_id from (${direct(sql, known, sql``)}) s
    union
    select sub.id from (${direct(sql, known, sql``)}) s join app_user sub on sub.parent_id = s.user_id)`;

export async function knownStops(core: Core, actor: Actor): Promise<KnownStops | undefined> {
  const scope = await scopeOf(core, actor);
  return scope && { organizations: managedOrganizations(scope), self: scope.id };
}

/**
 * Users and the blocks on themselves and on their contracts: where a user was made, else those that it owns or is a
 * member of. A contract shuts out whom it made, unless its owner did it or the billing that is asked: see `userFacts`.
 */
const direct = (sql: Db, known: KnownStops | undefined, which: Fragment): Fragment => {
  const inKnown = (id: Fragment) => (known ? sql`and ${id} = any(${[...known.organizations]}::int[])` : sql``);
  const knownUser = known
    ? sql`and (u.id = ${known.self} or u.parent_id = ${known.self} or exists (
        select from membership m where m.user_id = u.id and m.organization_id = any(${[...known.organizations]}::int[])))`
    : sql``;
  return sql`
    select u.id as user_id, 'user' as "on", b.subject_kind, b.subject_id, b.source, b.effect, true as shuts_out
    from block b join app_user u on u.id = b.subject_id
    where b.subject_kind = 'user' and b.effect = 'service' ${knownUser} ${which}
    union all
    select u.id, case b.effect when 'sign_in' then 'sign_in' else 'organization' end, b.subject_kind, b.subject_id, b.source, b.effect,
      b.effect = 'sign_in' or ${shutsOut(sql)}
    from block b join app_user u on u.home_organization_id = b.subject_id
    where b.subject_kind = 'organization' and u.kind <> 'administrator' ${inKnown(sql`b.subject_id`)} ${which}
    union all
    select u.id, 'organization', b.subject_kind, b.subject_id, b.source, b.effect, false
    from block b
    join (select organization_id, user_id from membership union select id, owner_id from organization where owner_id is not null) m
      on m.organization_id = b.subject_id
    join app_user u on u.id = m.user_id
    where b.subject_kind = 'organization' and b.effect = 'service' and u.home_organization_id is null and u.kind <> 'administrator'
      ${inKnown(sql`b.subject_id`)} ${which}`;
};

/** A sub-user has what stops its owner; what stands on a contract of both is told once, at its strictest. */
export function withOwner(own: readonly Stop[], owners: readonly Stop[]): readonly Stop[] {
  const same = (a: Stop) => (b: Stop) => a.on === b.on && a.subjectId === b.subjectId && a.source === b.source;
  const above = owners.map((stop): Stop => (stop.on === 'user' ? { ...stop, on: 'owner' } : stop));
  return [
    ...own.map((stop) => above.find((other) => other.shutsOut && same(stop)(other)) ?? stop),
    ...above.filter((stop) => !own.some(same(stop))),
  ];
}

const toStop = ({ on, subjectId, subject, shutsOut, source, reason, since }: Row): Stop => ({
  on,
  subjectId,
  subject,
  shutsOut,
  source,
  reason,
  since,
});
