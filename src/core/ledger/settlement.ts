import { systemActor } from '../actor.ts';
import { applyBlock } from '../blocks/blocks.ts';
import { BALANCE_REASON } from '../blocks/source.ts';
import { type Core, listReader, reader } from '../core.ts';
import { each } from '../each.ts';
import { Outage } from '../errors.ts';
import { findToLock } from '../organizations/queries.ts';
import { type Write, write } from '../write.ts';
import { keepPolicy, type Policy, policyOf } from './policy.ts';
import { type Standing, standings } from './standings.ts';
import { forgetWarning, sumOf, warnOfBalance } from './warning.ts';

/** What a settlement changed, in organizations. */
export interface Settled {
  readonly blocked: number;
  readonly lifted: number;
  readonly warned: number;
}

/**
 * Brings every organization's block and warning in line with its balance and the domain's policy: after a day was
 * rated, and after the policy or the floor changed. Who is not in line is found by one statement over all; each of them
 * is a write of its own, so that no two organizations' cameras are locked together.
 */
export async function settleBalances(core: Core, domainId: number): Promise<Settled> {
  const policy = await policyOf(reader(core), domainId);
  const found = await standings(listReader(core), policy, domainId, { unsettled: true });
  const sum = { blocked: 0, lifted: 0, warned: 0 };
  const ids = found.map(({ organizationId }) => organizationId);
  const outcomes = await each(core, ids, async (id) => {
    const { blocked, warned } = await settleAlone(core, domainId, id);
    if (blocked === true) sum.blocked++;
    if (blocked === false) sum.lifted++;
    if (warned) sum.warned++;
  });
  const outage = outcomes.find(({ error }) => error instanceof Outage)?.error;
  // The others met another write, which is rare: they are settled with the next payment, rated day or change.
  if (outage) throw outage;
  return sum;
}

/** The same once the request's own transaction has ended: within it rows of all organizations would be locked to its end. */
export async function settleAfterwards(core: Core, domainId: number): Promise<void> {
  if (!core.afterEnd) return void (await settleBalances(core, domainId));
  const { ambient: _, afterCommit: __, afterEnd: ___, ...alone } = core;
  core.afterEnd.push(async () => await settleBalances(alone, domainId));
}

/** The same for one, within the write that changed its balance and holds its lock if the domain is prepaid. */
export async function settleOrganization(tx: Write, policy: Policy, organizationId: number): Promise<void> {
  if (policy.charging !== 'prepaid') return;
  const { domainId } = tx.actor;
  const found = await standings(tx.sql, policy, domainId, { ids: [organizationId], unsettled: true });
  for (const standing of found) await settle(tx, policy, standing);
}

async function settleAlone(core: Core, domainId: number, id: number): Promise<Done> {
  const intent = { type: 'balance.settle' as const, subject: `organization ${id}` };
  return await write(core, systemActor(domainId, 'settlement', 'ledger'), intent, async (tx) => {
    // Another policy waits until this is settled by the one there is, and settles anew.
    const policy = await keepPolicy(tx.sql, domainId);
    // A payment may have come while the row was waited for.
    await findToLock(tx.sql, domainId, id);
    const [standing] = await standings(tx.sql, policy, domainId, { ids: [id], unsettled: true });
    return standing ? await settle(tx, policy, standing) : { warned: false };
  });
}

interface Done {
  /** Undefined: as it was. */
  readonly blocked?: boolean;
  readonly warned: boolean;
}

async function settle(tx: Write, policy: Policy, standing: Standing): Promise<Done> {
  const { organizationId: id, below, low, blockReason, warned } = standing;
  const wrong = below ? blockReason === null : blockReason === BALANCE_REASON;
  if (wrong && below)
    await applyBlock(await endingWithRatedDay(tx), 'organization', id, { source: 'billing', reason: BALANCE_REASON });
  if (wrong && !below) await applyBlock(tx, 'organization', id, { source: 'billing', reason: undefined });
  if (wrong) tx.happened(below ? 'balance.blocked' : 'balance.restored', id, sumOf(policy, standing));
  if (low && !warned) await warnOfBalance(tx, policy, standing);
  if (!low && warned) await forgetWarning(tx.sql, id);
  return { ...(wrong ? { blocked: below } : {}), warned: low && !warned };
}

/** A day is rated shortly after it: who is blocked by it is not charged for the next one because of those minutes. */
const SHORTLY_MS = 15 * 60_000;

/** The write with the clock at the end of the last rated day, where that was just now. */
async function endingWithRatedDay(tx: Write): Promise<Write> {
  const [row] = await tx.sql<{ toAt: Date }[]>`
    select to_at from rating_run where domain_id = ${tx.actor.domainId} order by day desc limit 1`;
  const since = row ? tx.core.clock().getTime() - row.toAt.getTime() : -1;
  return row && since >= 0 && since < SHORTLY_MS ? { ...tx, core: { ...tx.core, clock: () => row.toAt } } : tx;
}
