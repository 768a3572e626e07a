import { requireMay } from '../access/may.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkDay } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { type Page, type PageRequest, toPage } from '../page.ts';
import { checkSum, checkWords, enter } from './entering.ts';
import type { Payment, StatementFilter, StatementLine } from './ledger.ts';
import type { Money } from './money.ts';
import { inPeriod } from './period.ts';
import { policyOf } from './policy.ts';
import { sumBalances } from './queries.ts';
import { listStatement } from './statement.ts';

/** What the provider counts in: ISO 4217. */
export async function currencyOf(core: Core, actor: Actor): Promise<string> {
  const [row] = await reader(core)<{ currency: string }[]>`select currency from domain where id = ${actor.domainId}`;
  if (!row) throw refuse('domain_not_found', { id: actor.domainId });
  return row.currency;
}

/** Puts a payment on an organization's balance and answers its entry's id, as `enter` has it. */
export async function payIn(core: Core, actor: Actor, payment: Payment): Promise<number> {
  requireMay(actor, 'payments.enter');
  const { organizationId, amountMinor, currency, comment = '', outsideId } = payment;
  if (amountMinor <= 0n) throw invalid('amount', 'payment_not_positive');
  checkWords('comment', comment, outsideId);
  const policy = await policyOf(reader(core), actor.domainId);
  checkSum(policy, amountMinor, currency);
  const money = { amount: amountMinor, currency: policy.currency };
  return await enter(core, actor, { kind: 'payment', against: 'payments', organizationId, money, comment, outsideId });
}

/**
 * One sum for each currency that was ever on it, and always one in the provider's own; `asOf`: as it was at the end of
 * that day of the domain's (YYYY-MM-DD).
 */
export async function balances(
  core: Core,
  actor: Actor,
  organizationId: number,
  asOf?: string,
): Promise<readonly Money[]> {
  await requireMayReadMoney(core, actor, organizationId);
  checkDay('asOf', asOf);
  const { currency, timeZone } = await policyOf(reader(core), actor.domainId);
  const sql = reader(core);
  const found = await sumBalances(sql, actor.domainId, organizationId, inPeriod(sql, { to: asOf }, timeZone));
  return found.some((money) => money.currency === currency) ? found : [{ amount: 0n, currency }, ...found];
}

/** The movements on an organization's balance, newest first. */
export async function statement(
  core: Core,
  actor: Actor,
  organizationId: number,
  page: PageRequest,
  filter: StatementFilter = {},
): Promise<Page<StatementLine>> {
  await requireMayReadMoney(core, actor, organizationId);
  return await statementLines(core, actor.domainId, organizationId, page, filter);
}

/** The same for verbs that have decided who may read it. */
export async function statementLines(
  core: Core,
  domainId: number,
  organizationId: number,
  page: PageRequest,
  filter: StatementFilter = {},
): Promise<Page<StatementLine>> {
  checkDay('from', filter.from);
  checkDay('to', filter.to);
  const after = Number(page.after ?? Number.NaN);
  const before = Number.isSafeInteger(after) && after > 0 ? after : Number.MAX_SAFE_INTEGER;
  const { timeZone } = await policyOf(reader(core), domainId);
  const sql = listReader(core);
  const rows = await listStatement(sql, domainId, organizationId, {
    before,
    limit: page.limit + 1,
    kind: filter.kind,
    period: inPeriod(sql, filter, timeZone),
  });
  return toPage(rows, page.limit, (line) => line.id);
}

/** The provider, the contract's owner and those who manage its users. */
export async function requireMayReadMoney(core: Core, actor: Actor, organizationId: number): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  const user = await scopeOf(core, actor);
  if (user && !managedOrganizations(user).includes(organizationId))
    throw refuse('balance_closed', { id: organizationId });
}
