import { requireMay } from '../access/may.ts';
import { type Actor, actorName } from '../actor.ts';
import { storable } from '../audit/record.ts';
import { type Core, listReader, reader } from '../core.ts';
import { type DomainError, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { payIn } from '../ledger/operations.ts';
import { refundPayment } from '../ledger/refunds.ts';
import { afterEvent, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { together } from '../together.ts';
import { findBankPayment, listBankPayments, type PaymentFilter } from './queries.ts';
import type { BankPayment, BankPaymentStatus } from './statement.ts';

/** Payments of statements in the order in which they came: of one statement, else of all that were committed. */
export async function bankPayments(
  core: Core,
  actor: Actor,
  page: PageRequest,
  filter: Omit<PaymentFilter, 'search'>,
): Promise<Page<BankPayment>> {
  requireMay(actor, 'bank-statements.manage');
  const after = afterEvent(page.after) ?? 0;
  const asked = { ...filter, search: likeText((page.search ?? '').trim()) };
  const rows = await listBankPayments(listReader(core), actor.domainId, asked, { after, limit: page.limit + 1 });
  return toPage(rows, page.limit, ({ id }) => id);
}

/** Books an unmatched payment to an organization; what is booked to it already stays so. */
export async function assignPayment(
  core: Core,
  actor: Actor,
  id: number,
  organizationId: number,
): Promise<BankPayment> {
  requireMay(actor, 'bank-statements.manage');
  await bookPayment(core, actor, id, organizationId, ['unmatched', 'waiting']);
  return await requirePayment(core, actor, id);
}

/** Takes a payment off the list that is nobody's here, with the reason. */
export async function ignorePayment(core: Core, actor: Actor, id: number, reason: string): Promise<BankPayment> {
  requireMay(actor, 'bank-statements.manage');
  checkText('reason', reason, 1000, 1);
  await together(core, async (within) => {
    const { status } = await lockPayment(within, actor, id);
    if (status === 'matched') throw refuse('bank_payment_settled');
    await reader(within)`
      update bank_payment set status = 'ignored', note = ${reason.trim()}, ${changedBy(within, actor)} where id = ${id}`;
  });
  return await requirePayment(core, actor, id);
}

/** Puts a payment back on the list: what was booked is given back in the ledger, with the reason. */
export async function returnPayment(core: Core, actor: Actor, id: number, reason: string): Promise<BankPayment> {
  requireMay(actor, 'bank-statements.manage');
  checkText('reason', reason, 1000, 1);
  await together(core, async (within) => {
    const { status, entryId, amount, day, ...payment } = await lockPayment(within, actor, id);
    if (status === 'unmatched' || status === 'waiting') throw refuse('bank_payment_listed');
    if (amount === null || amount <= 0n || day === null) throw refuse('bank_payment_settled');
    if (entryId !== null)
      await refundPayment(within, actor, {
        organizationId: payment.organizationId ?? 0,
        paymentId: entryId,
        amountMinor: amount,
        currency: payment.currency ?? undefined,
        reason: reason.trim(),
        outsideId: outsideIdOf(payment.identity, payment.bookings),
      });
    await reader(within)`
      update bank_payment set status = 'unmatched', entry_id = null, organization_id = null, match = null, note = '',
        problem = null, ${changedBy(within, actor)}
      where id = ${id}`;
  });
  return await requirePayment(core, actor, id);
}

/** The payment in the ledger and its row here, together; `from`: how the row may stand before. */
export async function bookPayment(
  core: Core,
  actor: Actor,
  id: number,
  organizationId: number,
  from: readonly BankPaymentStatus[],
): Promise<void> {
  await together(core, async (within) => {
    const row = await lockPayment(within, actor, id);
    if (row.status === 'matched' && row.organizationId === organizationId) return;
    if (!from.includes(row.status) || row.amount === null) throw refuse('bank_payment_settled');
    const entryId = await payIn(within, actor, {
      organizationId,
      amountMinor: row.amount,
      currency: row.currency ?? undefined,
      comment: row.purpose.slice(0, 1000),
      outsideId: outsideIdOf(row.identity, row.bookings + 1),
    });
    await reader(within)`
      update bank_payment set status = 'matched', entry_id = ${entryId}, bookings = bookings + 1, problem = null,
        match = case when organization_id = ${organizationId} then match end, organization_id = ${organizationId},
        ${changedBy(within, actor)}
      where id = ${id}`;
  });
}

/** A payment that was certain and could not be booked goes on the list with what was said. */
export async function leaveUnmatched(core: Core, actor: Actor, id: number, error: DomainError): Promise<void> {
  const { reason, params } = error;
  await reader(core)`
    update bank_payment set status = 'unmatched', problem = ${storable({ reason, params })}::text::jsonb
    where id = ${id} and domain_id = ${actor.domainId} and status = 'waiting'`;
}

interface LockedPayment {
  readonly status: BankPaymentStatus;
  readonly identity: string;
  readonly bookings: number;
  readonly amount: bigint | null;
  /** In which its statement was read: the domain's then. */
  readonly currency: string | null;
  readonly day: string | null;
  readonly purpose: string;
  readonly organizationId: number | null;
  readonly entryId: number | null;
}

async function lockPayment(core: Core, actor: Actor, id: number): Promise<LockedPayment> {
  const [row] = await reader(core)<(Omit<LockedPayment, 'amount'> & { amount: string | null })[]>`
    select status, identity, bookings, amount::text as amount, day::text as day, purpose, organization_id, entry_id,
      (select checks ->> 'currency' from bank_statement where id = statement_id) as currency
    from bank_payment where id = ${id} and domain_id = ${actor.domainId} and taken for update`;
  if (!row) throw refuse('bank_payment_not_found', { id });
  return { ...row, amount: row.amount === null ? null : BigInt(row.amount) };
}

async function requirePayment(core: Core, actor: Actor, id: number): Promise<BankPayment> {
  const found = await findBankPayment(reader(core), actor.domainId, id);
  if (!found) throw refuse('bank_payment_not_found', { id });
  return found;
}

const changedBy = (core: Core, actor: Actor) =>
  reader(core)`changed_by = ${actorName(actor)}, changed_at = ${core.clock()}`;

/** The ledger's id of a booking: a payment that was given back and booked anew is another one. */
const outsideIdOf = (identity: string, booking: number): string =>
  booking <= 1 ? `bank:${identity}` : `bank:${identity}:${booking}`;
