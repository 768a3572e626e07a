import { requireMay } from '../access/may.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, actorName } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { type Page, type PageRequest, toPage } from '../page.ts';
import { write } from '../write.ts';
import type { Payment, StatementLine } from './ledger.ts';
import { formatMoney, MAX_MONEY, type Money } from './money.ts';
import { findPayment, insertEntry, listStatement, openAccount, sumBalances } from './queries.ts';

/** What the provider counts in: ISO 4217. */
export async function currencyOf(core: Core, actor: Actor): Promise<string> {
  const [row] = await reader(core)<{ currency: string }[]>`select currency from domain where id = ${actor.domainId}`;
  if (!row) throw refuse('domain_not_found', { id: actor.domainId });
  return row.currency;
}

/**
 * Puts a payment on an organization's balance and answers its entry's id. The same outside id with the same
 * organization and sum answers the first entry and enters nothing; with others it is a conflict.
 */
export async function payIn(core: Core, actor: Actor, payment: Payment): Promise<number> {
  requireMay(actor, 'payments.enter');
  const { organizationId, amountMinor, comment = '', outsideId } = payment;
  if (amountMinor <= 0n) throw invalid('amount', 'payment_not_positive');
  if (amountMinor > MAX_MONEY) throw invalid('amount', 'payment_too_large', { limit: String(MAX_MONEY) });
  checkText('comment', comment, 1000);
  checkText('outsideId', outsideId, 255, 1);
  const money = { amount: amountMinor, currency: await currencyOf(core, actor) };
  const request = { organizationId, amount: formatMoney(money), currency: money.currency, comment, outsideId };
  const intent = { type: 'payment.create', subject: `organization ${organizationId}`, request };
  return await write(core, actor, intent, async (tx) => {
    const { domainId } = actor;
    const found = await tx.sql`
      select from organization where id = ${organizationId} and domain_id = ${domainId} for key share`;
    if (found.length === 0) throw refuse('organization_not_found', { id: organizationId });
    const entryId = await insertEntry(tx.sql, {
      domainId,
      at: core.clock(),
      kind: 'payment',
      comment,
      actor: actorName(actor),
      outsideId: outsideId ?? null,
    });
    if (entryId === undefined) return sameEntry(await findPayment(tx.sql, domainId, outsideId ?? ''), payment, money);
    const to = await openAccount(tx.sql, domainId, 'balance', money.currency, organizationId);
    const from = await openAccount(tx.sql, domainId, 'payments', money.currency, null);
    await tx.sql`
      insert into ledger_posting (entry_id, account_id, amount)
      values (${entryId}, ${to}, ${`${amountMinor}`}::text::bigint), (${entryId}, ${from}, ${`${-amountMinor}`}::text::bigint)`;
    tx.changed({
      action: 'change',
      objectKind: 'organization',
      objectId: organizationId,
      changes: { payment: [null, `${formatMoney(money)} ${money.currency}`] },
    });
    return entryId;
  });
}

/** One sum for each currency that was ever on it, and always one in the provider's own. */
export async function balances(core: Core, actor: Actor, organizationId: number): Promise<readonly Money[]> {
  await requireMayReadMoney(core, actor, organizationId);
  const currency = await currencyOf(core, actor);
  const found = await sumBalances(reader(core), actor.domainId, organizationId);
  return found.some((money) => money.currency === currency) ? found : [{ amount: 0n, currency }, ...found];
}

/** The movements on an organization's balance, newest first. */
export async function statement(
  core: Core,
  actor: Actor,
  organizationId: number,
  page: PageRequest,
): Promise<Page<StatementLine>> {
  await requireMayReadMoney(core, actor, organizationId);
  const after = Number(page.after ?? Number.NaN);
  const before = Number.isSafeInteger(after) && after > 0 ? after : Number.MAX_SAFE_INTEGER;
  const rows = await listStatement(listReader(core), actor.domainId, organizationId, before, page.limit + 1);
  return toPage(rows, page.limit, (line) => line.id);
}

/** The provider, the contract's owner and those who manage its users. */
export async function requireMayReadMoney(core: Core, actor: Actor, organizationId: number): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  const user = await scopeOf(core, actor);
  if (user && !managedOrganizations(user).includes(organizationId))
    throw refuse('balance_closed', { id: organizationId });
}

function sameEntry(first: Awaited<ReturnType<typeof findPayment>>, payment: Payment, money: Money): number {
  if (!first) throw new Error(`Payment ${payment.outsideId} is there and cannot be read`);
  const same =
    first.organizationId === payment.organizationId &&
    first.amount === money.amount &&
    first.currency === money.currency;
  if (same) return first.entryId;
  throw refuse(
    'payment_entered',
    {
      payment: payment.outsideId ?? '',
      amount: formatMoney(first),
      currency: first.currency,
      id: first.organizationId ?? 0,
    },
    { existingId: first.entryId },
  );
}
