import { type Core, reader } from '../core.ts';
import { DomainError, invalid, refuse, type Said } from '../errors.ts';
import { checkText } from '../fields.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import { payIn } from '../ledger/operations.ts';
import { policyOf } from '../ledger/policy.ts';
import { refundedOf } from '../ledger/queries.ts';
import { refundPayment } from '../ledger/refunds.ts';
import { balanceState } from '../ledger/state.ts';
import { together } from '../together.ts';
import { noteConflict } from './conflicts.ts';
import type { CallingGateway } from './entrance.ts';
import { LONGEST_PAYMENT_ID, outsideIdOf, type ToldPayment } from './gateway.ts';
import { masked, type PayeeName, payeeOf } from './payees.ts';
import { findTold } from './queries.ts';

export type CheckAnswer =
  | { readonly payable: true; readonly title: string; readonly due: Money }
  | { readonly payable: false; readonly why: Said };

/** Whether a payment would be taken, and what the contract owes now; a sum of none asks about the account alone. */
export async function checkPayment(
  core: Core,
  { actor }: CallingGateway,
  name: PayeeName,
  sum: { readonly amountMinor: bigint | undefined; readonly currency: string | undefined },
): Promise<CheckAnswer> {
  try {
    const { currency } = await policyOf(reader(core), actor.domainId);
    if (sum.currency !== undefined && sum.currency !== currency)
      throw invalid('currency', 'sum_in_other_currency', { currency });
    if (sum.amountMinor !== undefined && sum.amountMinor <= 0n) throw invalid('amount', 'payment_not_positive');
    const { organizationId, title } = await payeeOf(core, actor.domainId, name);
    const { due } = await balanceState(core, actor, organizationId);
    return { payable: true, title: masked(title), due };
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
    const [why] = Object.values(error.fields);
    return { payable: false, why: why ?? { reason: error.reason, params: error.params } };
  }
}

export interface GatewayPayment extends PayeeName {
  /** The provider's id of it. */
  readonly paymentId: string;
  readonly amountMinor: bigint;
  /** ISO 4217: the domain's. */
  readonly currency: string;
  readonly paidAt?: Date | undefined;
  readonly comment?: string | undefined;
}

/**
 * Books what was paid, once for each id of the provider's. Told again it answers the same; with another sum or another
 * account it is a conflict, which is put on the list that a person looks at.
 */
export async function payThroughGateway(
  core: Core,
  gateway: CallingGateway,
  payment: GatewayPayment,
): Promise<ToldPayment> {
  const { paymentId } = payment;
  checkText('paymentId', paymentId, LONGEST_PAYMENT_ID, 1);
  const before = await findTold(reader(core), gateway.id, paymentId);
  if (before) return await sameOrConflict(core, gateway, payment, before);
  await requireCurrency(core, gateway, payment.currency);
  const { organizationId } = await payeeOf(core, gateway.actor.domainId, payment);
  try {
    await book(core, gateway, payment, organizationId);
  } catch (error) {
    const first = isConflict(error) ? await findTold(reader(core), gateway.id, paymentId) : undefined;
    if (!first) throw error;
    return await sameOrConflict(core, gateway, payment, first);
  }
  return await requireTold(core, gateway, paymentId);
}

async function book(core: Core, { id, actor }: CallingGateway, payment: GatewayPayment, organizationId: number) {
  const { paymentId, amountMinor, currency, comment, prepared, paidAt } = payment;
  const account = accountOf(payment);
  await together(core, async (within) => {
    const outsideId = outsideIdOf(id, paymentId);
    const entryId = await payIn(within, actor, { organizationId, amountMinor, currency, comment, outsideId });
    const sql = reader(within);
    await sql`
      insert into gateway_payment (gateway_id, payment_id, entry_id, organization_id, account, amount, currency, paid_at, at)
      values (${id}, ${paymentId}, ${entryId}, ${organizationId}, ${account}, ${`${amountMinor}`}::text::bigint, ${currency},
        ${paidAt ?? null}, ${core.clock()})
      on conflict do nothing`;
    await sql`
      update prepared_payment set entry_id = ${entryId}
      where domain_id = ${actor.domainId} and id in (${prepared?.trim() ?? ''}, ${account}) and organization_id = ${organizationId}
        and entry_id is null`;
  });
}

async function sameOrConflict(
  core: Core,
  gateway: CallingGateway,
  payment: GatewayPayment,
  first: ToldPayment,
): Promise<ToldPayment> {
  const isSameSum = first.amount === payment.amountMinor && first.currency === payment.currency;
  if (isSameSum && (await isSamePayee(core, gateway, payment, first))) return first;
  await noteConflict(core, gateway, { ...payment, account: accountOf(payment) });
  throw refuse(
    'gateway_payment_differs',
    {
      payment: payment.paymentId,
      amount: formatMoney(first),
      currency: first.currency,
      account: first.account,
    },
    { existingId: first.entryId },
  );
}

/** Another spelling of the account means the same contract. */
async function isSamePayee(core: Core, gateway: CallingGateway, payment: GatewayPayment, first: ToldPayment) {
  if (first.account === accountOf(payment)) return true;
  const payee = await payeeOf(core, gateway.actor.domainId, payment).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'invalid') return undefined;
    throw error;
  });
  return payee?.organizationId === first.organizationId;
}

/** Gives a payment back whole, as the provider did; again: the same answer. What was given back by hand is refused. */
export async function cancelPayment(
  core: Core,
  gateway: CallingGateway,
  paymentId: string,
  reason: string,
): Promise<ToldPayment> {
  const { id, actor } = gateway;
  const told = await requireTold(core, gateway, paymentId);
  if (told.cancelEntryId !== null) return told;
  const outsideId = outsideIdOf(id, paymentId);
  const given = await refundedOf(reader(core), told.entryId);
  const again = await findTold(reader(core), id, paymentId);
  if (again && again.cancelEntryId !== null) return again;
  if (given > 0n) {
    const left = formatMoney({ amount: told.amount - given, currency: told.currency });
    throw refuse('payment_given_back', { payment: paymentId, amount: left, currency: told.currency });
  }
  await together(core, async (within) => {
    const refundId = await refundPayment(within, actor, {
      organizationId: told.organizationId,
      paymentId: told.entryId,
      amountMinor: told.amount,
      currency: told.currency,
      reason,
      outsideId,
    });
    await reader(within)`
      update gateway_payment set cancel_entry_id = ${refundId}, cancelled_at = ${core.clock()}
      where gateway_id = ${id} and payment_id = ${paymentId} and cancel_entry_id is null`;
  });
  return await requireTold(core, gateway, paymentId);
}

/** What became of a payment; undefined: it never came. */
export async function paymentStatus(
  core: Core,
  gateway: CallingGateway,
  paymentId: string,
): Promise<ToldPayment | undefined> {
  return await findTold(reader(core), gateway.id, paymentId);
}

async function requireTold(core: Core, { id }: CallingGateway, paymentId: string): Promise<ToldPayment> {
  const told = await findTold(reader(core), id, paymentId);
  if (!told) throw refuse('gateway_payment_not_found', { payment: paymentId });
  return told;
}

async function requireCurrency(core: Core, { actor }: CallingGateway, given: string): Promise<void> {
  const { currency } = await policyOf(reader(core), actor.domainId);
  if (given !== currency) throw invalid('currency', 'sum_in_other_currency', { currency });
}

const isConflict = (error: unknown): boolean => error instanceof DomainError && error.kind === 'conflict';

const accountOf = ({ account, prepared }: PayeeName): string => account?.trim() || (prepared?.trim() ?? '');
