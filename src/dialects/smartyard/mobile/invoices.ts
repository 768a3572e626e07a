import { contractInvoice, contractMovement, contractMovements } from '../../../core/invoices/contract-money.ts';
import { type LinkedDocument, mintDocumentLink } from '../../../core/invoices/document-links.ts';
import type { IssuedInvoice } from '../../../core/invoices/invoice.ts';
import type { StatementLine } from '../../../core/ledger/ledger.ts';
import { wallTime } from '../../../core/time.ts';
import { zoneOf } from '../../wire/zone.ts';
import { Answer, badForm, ok, type Refusal, refused } from './answer.ts';
import type { UserCall } from './call.ts';
import { clientOf } from './client.ts';
import { dateOf, describe, sumOf } from './movements.ts';
import type { Routes } from './routes.ts';
import { withFloats } from './rows.ts';

/** Invoices, movements and acts of the caller's contract, as our own ledger and invoices have them. */
export const invoiceRoutes: Routes = {
  'pay/getInvoice': async (call) => {
    const { organizationId } = await clientOf(call);
    const month = monthAsked(call);
    const invoice = await contractInvoice(call.core, call.actor, organizationId, { month });
    if (!invoice) throw none(month === undefined ? 'Счетов пока нет' : 'За этот месяц счета нет');
    const { number, issuedOn } = invoice;
    return ok({ invoice: await linkTo(call, invoice, 'invoice'), number, date: dateOf(issuedOn) });
  },
  'pay/getDetail': async (call) => {
    const { organizationId } = await clientOf(call);
    const clock = wallTime(await zoneOf(call.core, call.actor));
    const year = call.text('year') ?? clock(call.core.clock()).slice(0, 4);
    if (!/^(19[7-9]\d|[2-8]\d{3})$/.test(year)) throw badForm();
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const lines = await contractMovements(call.core, call.actor, organizationId, period);
    const items = lines.map((line) => ({
      id: line.id,
      date: `${clock(line.at).slice(11, 16)} ${dateOf(line.day ?? clock(line.at).slice(0, 10))}`,
      sum: sumOf(line),
      dsc: describe(line),
    }));
    return floats(items);
  },
  'pay/getReceipt': async (call) => {
    const { organizationId } = await clientOf(call);
    const entryId = call.text('receiptId');
    if (entryId === undefined) return await act(call, organizationId, {});
    const line = await movement(call, organizationId, entryId);
    const day = line.day ?? wallTime(await zoneOf(call.core, call.actor))(line.at).slice(0, 10);
    if (line.kind !== 'charge') return floats(confirmation(line, day));
    return await act(call, organizationId, { month: day.slice(0, 7), currency: line.currency });
  },
};

/** YYYY-MM; absent: the newest. */
function monthAsked(call: UserCall): string | undefined {
  const month = call.text('month');
  if (month !== undefined && !/^(19[7-9]\d|[2-8]\d{3})-(0[1-9]|1[0-2])$/.test(month)) throw badForm();
  return month;
}

async function movement(call: UserCall, organizationId: number, entryId: string): Promise<StatementLine> {
  const id = /^\d{1,15}$/.test(entryId) ? Number(entryId) : 0;
  const line = await contractMovement(call.core, call.actor, organizationId, id);
  if (!line) throw none('Не найдено');
  return line;
}

/** The act of a month, or the invoice where the provider makes no acts. */
async function act(call: UserCall, organizationId: number, asked: { month?: string; currency?: string }) {
  const { core, actor } = call;
  const invoice =
    (await contractInvoice(core, actor, organizationId, { ...asked, withAct: true })) ??
    (await contractInvoice(core, actor, organizationId, asked));
  if (!invoice) throw none(asked.month === undefined ? 'Актов пока нет' : 'Акт за этот месяц еще не выставлен');
  const { number, hasAct, document, total } = invoice;
  return floats({
    receipt: await linkTo(call, invoice, hasAct ? 'act' : 'invoice'),
    number,
    date: dateOf(hasAct ? document.to : document.issuedOn),
    customer: document.buyer.name,
    sum: sumOf(total),
    dsc: hasAct ? 'Акт оказанных услуг' : 'Счет',
    start: dateOf(document.from),
    end: dateOf(document.to),
    service: document.lines.map(({ title }) => title).join(', '),
  });
}

/** Of what is no charge: nothing is printed, for a receipt of a payment is the payment provider's to give. */
const confirmation = (line: StatementLine, day: string) => ({
  receipt: '',
  number: line.outsideId ?? String(line.id),
  date: dateOf(day),
  customer: '',
  sum: sumOf(line),
  dsc: describe(line),
  start: '',
  end: '',
  service: '',
});

/** Apps open it in a browser that does not know their token. */
async function linkTo(call: UserCall, { id }: IssuedInvoice, kind: LinkedDocument['kind']): Promise<string> {
  const link = await mintDocumentLink(call.core, call.actor, { invoiceId: id, kind });
  if (link === undefined) throw none('Не найдено');
  return `${call.base}/api/pay/document/${link}`;
}

const floats = (data: object): Answer => new Answer(200, withFloats(ok(data)), 'application/json; charset=utf-8');

const none = (message: string): Refusal => refused(404, 'Not Found', message);
