import type { Db } from '../../db/sql.ts';
import type { Core } from '../core.ts';
import { leaveOrganization } from '../users/home.ts';
import { type Write, write } from '../write.ts';
import { connectorActor } from './actor.ts';
import { createContracts, organizationsOf, type PhoneContract } from './known-contracts.ts';
import type { Subject } from './question.ts';
import { lockAnswer } from './stored-answers.ts';

/**
 * What follows from the contracts that the billing named for a telephone: each has an organization, and the user who
 * signs in by it belongs to those and to no other by the billing's word.
 */
export async function applyContracts(core: Core, of: Subject, uids: readonly string[]): Promise<void> {
  const { domainId, subject: phone } = of;
  const known = await organizationsOf(core, domainId, uids);
  const missing = uids.filter((uid) => !known.has(uid));
  const made = missing.length > 0 ? await createContracts(core, domainId, missing) : [];
  const [user] = await core.sql<{ id: number }[]>`
    select id from app_user where domain_id = ${domainId} and sign_in_phone = ${phone}`;
  if (!user) return;
  const contracts = [...known, ...made].map(([uid, organizationId]) => ({ uid, organizationId }));
  await belongTo(core, of, user.id, contracts);
}

/** Gives the user of a telephone these contracts and takes the others that it has by the billing's word. */
export async function belongTo(
  core: Core,
  of: Subject,
  userId: number,
  contracts: readonly PhoneContract[],
): Promise<void> {
  if (await differs(core, userId, contracts)) await join(core, of, userId, contracts);
}

async function differs(core: Core, userId: number, contracts: readonly PhoneContract[]): Promise<boolean> {
  const has = await heldContracts(core.sql, userId);
  const named = new Set(contracts.map(({ organizationId }) => organizationId));
  return has.size !== named.size || [...has].some((id) => !named.has(id));
}

/** Organizations that the user has by the billing's word: both the grant and the membership. */
async function heldContracts(sql: Db, userId: number): Promise<Set<number>> {
  const rows = await sql<{ id: number }[]>`
    select g.object_id as id from access_grant g
    where g.subject_kind = 'user' and g.subject_id = ${userId} and g.object_kind = 'organization' and g.source = 'contract'`;
  return new Set(rows.map(({ id }) => id));
}

/** Nothing is done when the billing has said something else meanwhile: whoever heard it does it. */
async function join(core: Core, of: Subject, userId: number, contracts: readonly PhoneContract[]): Promise<void> {
  const { domainId, subject: phone } = of;
  const request = { uids: contracts.map(({ uid }) => uid) };
  const intent = { type: 'user.contracts' as const, subject: `user ${userId}`, request };
  await write(core, connectorActor(domainId), intent, async (tx) => {
    const counts = await lockAnswer(tx.sql, of);
    if (!counts || !sameUids(counts.answer, request.uids)) return;
    const ids = contracts.map(({ organizationId }) => organizationId);
    const there = await tx.sql<{ id: number }[]>`
      select id from organization where id = any(${ids}::int[]) order by id for key share`;
    const [user] = await tx.sql`
      select from app_user where id = ${userId} and sign_in_phone = ${phone} for no key update`;
    if (!user) return;
    const named = there.map(({ id }) => id);
    const held = await heldContracts(tx.sql, userId);
    const left = [...held].filter((id) => !named.includes(id));
    for (const id of left) await leave(tx, userId, id);
    await enter(tx, userId, named);
    const added = named.filter((id) => !held.has(id));
    const changes = { contracts: [left, added] as const };
    if (left.length + added.length > 0) tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
    tx.touched('user', userId);
  });
}

const sameUids = (answer: unknown, uids: readonly string[]): boolean =>
  Array.isArray(answer) && answer.length === uids.length && uids.every((uid) => answer.includes(uid));

async function enter(tx: Write, userId: number, organizationIds: readonly number[]): Promise<void> {
  await tx.sql`
    insert into membership (organization_id, user_id) select o, ${userId} from unnest(${[...organizationIds]}::int[]) as o
    on conflict do nothing`;
  await tx.sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, actions)
    select 'user', ${userId}, 'organization', o, 'contract', true, true, true, true, true
    from unnest(${[...organizationIds]}::int[]) as o
    on conflict do nothing`;
}

/** Somebody who owns or edits it was put there by the provider, and stays. */
async function leave(tx: Write, userId: number, organizationId: number): Promise<void> {
  const [kept] = await tx.sql`
    select from organization o where o.id = ${organizationId} and o.owner_id = ${userId}
    union all
    select from membership m where m.organization_id = ${organizationId} and m.user_id = ${userId}
      and (m.edit_cameras or m.edit_users or m.view_statistics or m.edit_lists or m.view_lists)`;
  if (!kept) await leaveOrganization(tx, organizationId, userId);
  else
    await tx.sql`
      delete from access_grant where subject_kind = 'user' and subject_id = ${userId}
        and object_kind = 'organization' and object_id = ${organizationId} and source = 'contract'`;
}
