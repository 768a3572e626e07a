import type { UserActor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import type { StatementFilter, StatementLine } from '../ledger/ledger.ts';
import { statementLines } from '../ledger/operations.ts';
import { GREATEST_ID } from '../page.ts';
import { requireHolder } from './holders.ts';
import type { Invoice, IssuedInvoice } from './invoice.ts';
import { type InvoicedMonth, invoicedMonth } from './month.ts';
import { findInvoice, listInvoices } from './queries.ts';

/** More than the invoices of eight years, made void and made again now and then. */
const MOST_INVOICES = 200;
const LINES_A_QUERY = 500;

/** What a contract's holder asks for; absent: the newest. */
export interface ContractInvoiceFilter {
  /** YYYY-MM */
  readonly month?: string | undefined;
  readonly currency?: string | undefined;
  /** Only those with an act. */
  readonly withAct?: boolean;
}

/** The invoice of the latest month that is not void, for whoever holds the contract; undefined: there is none. */
export async function contractInvoice(
  core: Core,
  actor: UserActor,
  organizationId: number,
  { month, currency, withAct = false }: ContractInvoiceFilter = {},
): Promise<IssuedInvoice | undefined> {
  await requireHolder(core, actor, organizationId);
  const invoices = await ofContract(
    core,
    actor,
    organizationId,
    month === undefined ? undefined : invoicedMonth(month),
  );
  const [found] = invoices
    .filter((one) => (currency === undefined || one.total.currency === currency) && (one.hasAct || !withAct))
    .sort((a, b) => (a.month === b.month ? b.id - a.id : a.month < b.month ? 1 : -1));
  return found && (await findInvoice(reader(core), actor.domainId, found.id));
}

/** All movements on the contract's balance in a period, newest first, for whoever holds it. */
export async function contractMovements(
  core: Core,
  actor: UserActor,
  organizationId: number,
  period: Pick<StatementFilter, 'from' | 'to'>,
): Promise<readonly StatementLine[]> {
  await requireHolder(core, actor, organizationId);
  const lines: StatementLine[] = [];
  for (let after: string | undefined; ; ) {
    const page = { after, limit: LINES_A_QUERY };
    const { items, next } = await statementLines(core, actor.domainId, organizationId, page, period);
    lines.push(...items);
    if (next === null) return lines;
    after = next;
  }
}

/** One of them by its entry; undefined: it is none of this contract's. */
export async function contractMovement(
  core: Core,
  actor: UserActor,
  organizationId: number,
  entryId: number,
): Promise<StatementLine | undefined> {
  await requireHolder(core, actor, organizationId);
  const page = { after: String(entryId + 1), limit: 1 };
  const { items } = await statementLines(core, actor.domainId, organizationId, page);
  return items.find(({ id }) => id === entryId);
}

async function ofContract(
  core: Core,
  { domainId }: UserActor,
  organizationId: number,
  month: InvoicedMonth | undefined,
): Promise<readonly Invoice[]> {
  const asked = { organizationIds: [organizationId], month, status: undefined, search: '' };
  const rows = await listInvoices(listReader(core), domainId, asked, { before: GREATEST_ID, limit: MOST_INVOICES });
  return rows.filter(({ status }) => status !== 'void');
}
