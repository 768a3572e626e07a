import { type Actor, actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { settleAndTell } from '../invoices/status.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { type Write, write } from '../write.ts';
import { formatMoney, MAX_MONEY, type Money } from './money.ts';
import { keepPolicy, type Policy } from './policy.ts';
import { findByOutsideId, insertEntry, openAccount, type ProviderAccount, type StoredEntry } from './queries.ts';
import { settleOrganization } from './settlement.ts';

/** A movement that somebody enters, checked as far as its own fields go. */
export interface NewEntry {
  readonly kind: 'payment' | 'correction' | 'refund';
  readonly organizationId: number;
  /** What it puts on the balance; below 0: takes off it. */
  readonly money: Money;
  /** Where it comes from. */
  readonly against: ProviderAccount;
  readonly comment: string;
  readonly outsideId: string | undefined;
  readonly refundOf?: number;
}

/**
 * Puts a movement on an organization's balance and answers its entry's id; what the new balance means for its block is
 * and for its invoices is done in the same write. The same outside id with the same content answers the first entry and enters nothing; with
 * another it is a conflict. `check` runs under the organization's lock, for a new entry alone.
 */
export async function enter(
  core: Core,
  actor: Actor,
  entry: NewEntry,
  check?: (tx: Write) => Promise<void>,
): Promise<number> {
  const { kind, organizationId, money, comment, outsideId } = entry;
  const request = { organizationId, amount: formatMoney(money), currency: money.currency, comment, outsideId };
  const intent = { type: `${kind}.create` as const, subject: `organization ${organizationId}`, request };
  return await write(core, actor, intent, async (tx) => {
    const { domainId } = actor;
    const policy = await keepPolicy(tx.sql, domainId);
    // The currency was another one when the sum was read.
    if (policy.currency !== money.currency) throw refuse('changes_met');
    await holdOrganization(tx, organizationId, policy.charging === 'prepaid' || kind === 'refund');
    const entryId = await insertEntry(tx.sql, {
      domainId,
      at: core.clock(),
      kind,
      comment,
      actor: actorName(actor),
      outsideId: outsideId ?? null,
      refundOf: entry.refundOf ?? null,
    });
    if (entryId === undefined) return sameEntry(entry, await findByOutsideId(tx.sql, domainId, kind, outsideId ?? ''));
    await check?.(tx);
    await post(tx, entryId, entry);
    const changes = { [kind]: [null, `${formatMoney(money)} ${money.currency}`] as const };
    tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
    tellOf(tx, entryId, entry);
    await settleAndTell(tx, [organizationId]);
    await settleOrganization(tx, policy, organizationId);
    return entryId;
  });
}

function tellOf(tx: Write, entryId: number, { kind, organizationId, money, comment, outsideId, refundOf }: NewEntry) {
  const sum = { amount: formatMoney(money), currency: money.currency };
  const data = { entryId, ...sum, outsideId: outsideId ?? null, comment };
  if (kind === 'payment') tx.happened('payment.received', organizationId, data);
  if (kind === 'correction') tx.happened('correction.entered', organizationId, data);
  if (kind === 'refund') tx.happened('payment.refunded', organizationId, { ...data, paymentId: refundOf ?? 0 });
}

/** A sum that is entered: with a currency, it is the domain's; not more than one sum may be. */
export function checkSum(policy: Policy, amountMinor: bigint, currency: string | undefined): void {
  if (currency !== undefined && currency !== policy.currency)
    throw invalid('currency', 'sum_in_other_currency', { currency: policy.currency });
  if (amountMinor > MAX_MONEY || amountMinor < -MAX_MONEY)
    throw invalid('amount', 'payment_too_large', { limit: String(MAX_MONEY) });
}

/** What is said of a movement, and by what id. */
export function checkWords(field: 'comment' | 'reason', text: string, outsideId: string | undefined): void {
  checkText(field, text, 1000, field === 'reason' ? 1 : 0);
  checkText('outsideId', outsideId, 255, 1);
}

/** Its row until the end of the write; `alone`: nobody else changes its blocks or refunds its payments meanwhile. */
async function holdOrganization(tx: Write, id: number, alone: boolean): Promise<void> {
  const { domainId } = tx.actor;
  if (alone) {
    await lockOrganization(tx.sql, domainId, id);
    return;
  }
  const found = await tx.sql`select from organization where id = ${id} and domain_id = ${domainId} for key share`;
  if (found.length === 0) throw refuse('organization_not_found', { id });
}

async function post(tx: Write, entryId: number, { organizationId, money, against }: NewEntry): Promise<void> {
  const { domainId } = tx.actor;
  const to = await openAccount(tx.sql, domainId, 'balance', money.currency, organizationId);
  const from = await openAccount(tx.sql, domainId, against, money.currency, null);
  await tx.sql`
    insert into ledger_posting (entry_id, account_id, amount)
    values (${entryId}, ${to}, ${`${money.amount}`}::text::bigint), (${entryId}, ${from}, ${`${-money.amount}`}::text::bigint)`;
}

const ENTERED = { payment: 'payment_entered', correction: 'correction_entered', refund: 'refund_entered' } as const;

function sameEntry({ kind, organizationId, money, outsideId = '', refundOf }: NewEntry, first?: StoredEntry): number {
  if (!first) throw new Error(`The ${kind} ${outsideId} is there and cannot be read`);
  const same =
    first.organizationId === organizationId &&
    first.amount === money.amount &&
    first.currency === money.currency &&
    first.refundOf === (refundOf ?? null);
  if (same) return first.entryId;
  const amount = kind === 'refund' ? -first.amount : first.amount;
  throw refuse(
    ENTERED[kind],
    {
      payment: outsideId,
      amount: formatMoney({ ...first, amount }),
      currency: first.currency,
      id: first.organizationId ?? 0,
    },
    { existingId: first.entryId },
  );
}
