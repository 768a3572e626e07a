import type { Db } from '../../db/sql.ts';
import { applyBlock } from '../blocks/blocks.ts';
import type { Core } from '../core.ts';
import { parseFlat } from '../organizations/flat.ts';
import { findToLock } from '../organizations/queries.ts';
import { type Write, write } from '../write.ts';
import { connectorActor } from './actor.ts';
import type { ContractAnswer } from './connector.ts';
import type { Subject } from './question.ts';
import { changesOf, type InForce, type StateChange } from './state-changes.ts';
import { lockAnswer } from './stored-answers.ts';

/** What is in force, and on which organization. */
interface StateInForce extends InForce {
  readonly organizationId: number;
}

/**
 * Puts a fresh answer into force: the block of source `connector` on the contract, or the suspension of its rights.
 * Nothing is written when nothing is different. Two servers that ask at once: the answer that was asked for last counts,
 * and it is held while it is put into force, so that the one before cannot come after it.
 */
export async function applyState(core: Core, of: Subject, answer: ContractAnswer, asOf: Date): Promise<void> {
  const seen = await stateInForce(core.sql, of);
  if (!seen || changesOf(seen, answer).length === 0) return;
  const { domainId, subject: uid } = of;
  await write(core, connectorActor(domainId), { type: 'contract.state', subject: `uid ${uid}` }, async (tx) => {
    if (!(await findToLock(tx.sql, domainId, seen.organizationId))) return;
    const counts = await lockAnswer(tx.sql, of);
    if (counts?.askedAt.getTime() !== asOf.getTime()) return;
    const before = await stateInForce(tx.sql, of);
    if (before) for (const change of changesOf(before, answer)) await apply(tx, before.organizationId, change);
  });
}

/** Notes the contract's flat; panels get its keys for the number in front of it. */
export async function applyApartment(core: Core, of: Subject, told: string | null): Promise<void> {
  const parsed = told === null ? null : parseFlat(told);
  if (!parsed) return;
  const { flat, apartment } = parsed;
  const { domainId, subject: uid } = of;
  const [seen] = await core.sql<{ flat: string | null; apartment: number | null }[]>`
    select flat, apartment from organization where domain_id = ${domainId} and outside_uid = ${uid}`;
  if (!seen || (seen.flat === flat && seen.apartment === apartment)) return;
  await write(core, connectorActor(domainId), { type: 'contract.apartment', subject: `uid ${uid}` }, async (tx) => {
    const rows = await tx.sql<{ id: number }[]>`
      update organization set flat = ${flat}, apartment = ${apartment}
      where domain_id = ${domainId} and outside_uid = ${uid}
        and (flat is distinct from ${flat} or apartment is distinct from ${apartment}) returning id`;
    for (const { id } of rows) {
      const changes = { flat: [seen.flat, flat], apartment: [seen.apartment, apartment] } as const;
      tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes });
      tx.touched('door', id);
    }
  });
  if (flat !== String(apartment))
    core.log.info({ uid, flat, apartment }, 'flat with a letter: panels get its keys for the number in front');
}

/** Before its uid goes: nobody would answer for the contract any more, and what was said last would stand for ever. */
export async function liftContractState(tx: Write, uid: string): Promise<void> {
  const inForce = await stateInForce(tx.sql, { domainId: tx.actor.domainId, subject: uid });
  if (!inForce) return;
  for (const change of changesOf(inForce, { state: 'paid' })) await apply(tx, inForce.organizationId, change);
}

async function stateInForce(
  sql: Db,
  { domainId, subject: uid }: Omit<Subject, 'kind'>,
): Promise<StateInForce | undefined> {
  const [row] = await sql<StateInForce[]>`
    select o.id as organization_id,
      (select b.reason from block b where b.subject_kind = 'organization' and b.subject_id = o.id
        and b.source = 'connector' and b.effect = 'service') as barred,
      coalesce((select jsonb_object_agg(g.object_id, g.suspended) from access_grant g
        where g.subject_kind = 'organization' and g.subject_id = o.id and g.object_kind = 'device' and g.source = 'contract'), '{}') as suspended
    from organization o where o.domain_id = ${domainId} and o.outside_uid = ${uid}`;
  return row;
}

async function apply(tx: Write, organizationId: number, change: StateChange): Promise<void> {
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
