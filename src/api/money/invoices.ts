import { invoiceById, invoiceCount, invoicePage } from '../../core/invoices/operations.ts';
import { IdParams, Page } from '../contract/common.ts';
import { Invoice, InvoiceExportQuery, InvoiceQuery, IssuedInvoice } from '../contract/invoices.ts';
import { answersCsv, sendCsv } from '../frame/csv.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toDocument, toInvoice } from './invoice-wire.ts';

const TAG = 'Invoices';

/** Invoices as lists and one by one. */
export function invoiceRoutes(app: Api): void {
  app.get(
    '/invoices',
    {
      schema: {
        ...about(TAG, 'listInvoices', 'Newest first; subscribers get those of their own contracts'),
        querystring: InvoiceQuery,
        response: answers(Page(Invoice)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const page = await invoicePage(core, actor, query, pageOf(query));
      return await mapPage(page, toInvoice, query.count ? () => invoiceCount(core, actor, query) : undefined);
    },
  );

  app.get(
    '/invoices.csv',
    {
      schema: {
        ...about(TAG, 'exportInvoices', 'Those of a month as CSV'),
        querystring: InvoiceExportQuery,
        response: answersCsv,
      },
    },
    async (request, reply) => {
      const { core, query } = request;
      const actor = caller(request);
      return await sendCsv(
        reply,
        `invoices-${query.month}`,
        [
          'number',
          'issued_on',
          'due_on',
          'organization_id',
          'buyer',
          'total',
          'tax',
          'currency',
          'status',
          'paid_at',
          'credit_note',
        ],
        async (page) => await invoicePage(core, actor, query, page),
        (invoice) => {
          const { number, issuedOn, dueOn, organization, buyer, total, tax, status, paidAt, creditNote } =
            toInvoice(invoice);
          const sums = [total.amount, tax, total.currency] as const;
          return [number, issuedOn, dueOn, organization.id, buyer, ...sums, status, paidAt, creditNote?.number ?? null];
        },
      );
    },
  );

  app.get(
    '/invoices/:id',
    {
      schema: {
        ...about(TAG, 'getInvoice', 'One with its document, as it was on its day'),
        params: IdParams,
        response: answers(IssuedInvoice),
      },
    },
    async (request) => {
      const invoice = await invoiceById(request.core, caller(request), request.params.id);
      return { ...toInvoice(invoice), document: toDocument(invoice.document) };
    },
  );
}
