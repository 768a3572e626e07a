import type { Db } from '../../db/sql.ts';
import { applyBlock } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { findToLock } from '../organizations/queries.ts';
import { type Write, write } from '../write.ts';
import { connectorActor } from './actor.ts';
import type { ContractAnswer, ContractState } from './connector.ts';
import { lockAnswer, type Subject } from './stored.ts';

type Barred = Exclude<ContractState, 'paid'> | null;

/** What stands in the way of a contract by the billing's word, as it is in force. */
interface Standing {
  readonly organizationId: number;
  /** Of the contract as a whole. */
  readonly barred: string | null;
  /** Of its rights, by device. */
  readonly suspended: Readonly<Record<string, Barred>>;
}

/**
 * Puts a fresh answer into force: the block of source `connector` on the contract, or the suspension of its rights.
 * Nothing is written when nothing is different. Two servers that ask at once: the answer that was asked for last counts,
 * and it is held while it is put into force, so that the one before cannot come after it.
 */
export async function settleState(core: Core, of: Subject, answer: ContractAnswer, asOf: Date): Promise<void> {
  const seen = await standingOf(core.sql, of);
  if (!seen || changesOf(seen, answer).length === 0) return;
  const { domainId, subject: uid } = of;
  await write(core, connectorActor(domainId), { type: 'contract.state', subject: `uid ${uid}` }, async (tx) => {
    if (!(await findToLock(tx.sql, domainId, seen.organizationId))) return;
    const counts = await lockAnswer(tx.sql, of);
    if (counts?.askedAt.getTime() !== asOf.getTime()) return;
    const before = await standingOf(tx.sql, of);
    if (before) for (const change of changesOf(before, answer)) await apply(tx, before.organizationId, change);
  });
}

/** Notes the number of the contract's flat; panels get its keys for that flat. */
export async function settleApartment(core: Core, of: Subject, apartment: number | null): Promise<void> {
  if (apartment === null) return;
  const { domainId, subject: uid } = of;
  const [seen] = await core.sql<{ apartment: number | null }[]>`
    select apartment from organization where domain_id = ${domainId} and outside_uid = ${uid}`;
  if (!seen || seen.apartment === apartment) return;
  await write(core, connectorActor(domainId), { type: 'contract.apartment', subject: `uid ${uid}` }, async (tx) => {
    const rows = await tx.sql<{ id: number }[]>`
      update organization set apartment = ${apartment}
      where domain_id = ${domainId} and outside_uid = ${uid} and apartment is distinct from ${apartment} returning id`;
    for (const { id } of rows) {
      const changes = { apartment: [seen.apartment, apartment] as const };
      tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes });
      tx.touched('door', id);
    }
  });
}

/** Before its uid goes: nobody would answer for the contract any more, and what was said last would stand for ever. */
export async function liftStanding(tx: Write, uid: string): Promise<void> {
  const standing = await standingOf(tx.sql, { domainId: tx.actor.domainId, subject: uid });
  if (!standing) return;
  for (const change of changesOf(standing, { state: 'paid' })) await apply(tx, standing.organizationId, change);
}

async function standingOf(sql: Db, { domainId, subject: uid }: Omit<Subject, 'kind'>): Promise<Standing | undefined> {
  const [row] = await sql<Standing[]>`
    select o.id as organization_id,
      (select b.reason from block b where b.subject_kind = 'organization' and b.subject_id = o.id
        and b.source = 'connector' and b.effect = 'service') as barred,
      coalesce((select jsonb_object_agg(g.object_id, g.suspended) from access_grant g
        where g.subject_kind = 'organization' and g.subject_id = o.id and g.object_kind = 'device' and g.source = 'contract'), '{}') as suspended
    from organization o where o.domain_id = ${domainId} and o.outside_uid = ${uid}`;
  return row;
}

type Change =
  | { readonly of: 'contract'; readonly barred: Barred }
  | { readonly of: 'device'; readonly id: number; readonly was: Barred; readonly is: Barred };

/** From what is in force to what the answer says. A device that it does not name stays as it is. */
function changesOf({ barred, suspended }: Standing, answer: ContractAnswer): readonly Change[] {
  const contract = 'state' in answer ? barOf(answer.state) : null;
  const changes: Change[] = contract === barred ? [] : [{ of: 'contract', barred: contract }];
  for (const [key, was] of Object.entries(suspended)) {
    const id = Number(key);
    const state = 'state' in answer ? 'paid' : answer.devices.get(id);
    const is = state === undefined ? was : barOf(state);
    if (is !== was) changes.push({ of: 'device', id, was, is });
  }
  return changes;
}

const barOf = (state: ContractState): Barred => (state === 'paid' ? null : state);

async function apply(tx: Write, organizationId: number, change: Change): Promise<void> {
  if (change.of === 'contract') {
    const reason = change.barred ?? undefined;
    await applyBlock(tx, 'organization', organizationId, { source: 'connector', reason });
    return;
  }
  await tx.sql`
    update access_grant set suspended = ${change.is}
    where subject_kind = 'organization' and subject_id = ${organizationId} and object_kind = 'device'
      and object_id = ${change.id} and source = 'contract'`;
  const changes = { [`device.${change.id}.suspended`]: [change.was, change.is] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  tx.touched('organization', organizationId);
}
