import { issueInvoice, issueInvoices } from '../../core/invoices/issuing.ts';
import { mailInvoice } from '../../core/invoices/mailing.ts';
import { invoiceById } from '../../core/invoices/operations.ts';
import { voidInvoice } from '../../core/invoices/voiding.ts';
import { IdParams } from '../contract/common.ts';
import {
  Invoice,
  InvoiceIssue,
  InvoiceMailed,
  Invoices,
  InvoicesIssue,
  InvoicesIssued,
  InvoiceVoid,
} from '../contract/invoices.ts';
import { refusal } from '../frame/errors.ts';
import { type Api, about, answers, caller, creates } from '../frame/routes.ts';
import { toInvoice } from './invoice-wire.ts';

const TAG = 'Invoices';
const ORGANIZATIONS_A_CALL = 200;

/** Invoices are made, mailed and made void. */
export function invoiceIssueRoutes(app: Api): void {
  app.post(
    '/invoices',
    {
      // Each invoice is a transaction of its own: together they would keep all balances locked.
      config: { waitsOutside: true },
      schema: {
        ...about(
          TAG,
          'issueInvoices',
          'Make the missing invoices of a closed month, part by part',
          'Call it again with `next` as `after` until that is null. Sent again it makes only what is missing.',
        ),
        body: InvoicesIssue,
        response: answers(InvoicesIssued),
      },
    },
    async (request) => {
      const { month, after, limit = ORGANIZATIONS_A_CALL } = request.body;
      const { failed, issued, existing, remaining, next } = await issueInvoices(request.core, caller(request), month, {
        after: after ?? undefined,
        limit,
      });
      const faults = failed.map(({ organizationId, error }) => ({ organizationId, error: refusal(error) }));
      return { issued, existing, remaining, next, failed: faults };
    },
  );

  app.post(
    '/organizations/:id/invoices',
    {
      schema: {
        ...about(TAG, 'issueInvoice', 'Make its invoice of a closed month, one for each currency'),
        params: IdParams,
        body: InvoiceIssue,
        response: creates(Invoices),
      },
    },
    async (request, reply) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const ids = await issueInvoice(core, actor, params.id, body.month);
      reply.code(201);
      return { items: await Promise.all(ids.map(async (id) => toInvoice(await invoiceById(core, actor, id)))) };
    },
  );

  app.post(
    '/invoices/:id/void',
    {
      schema: {
        ...about(
          TAG,
          'voidInvoice',
          'Make it void, with a credit note',
          'No money moves: what was charged stays charged. The month can be invoiced again.',
        ),
        params: IdParams,
        body: InvoiceVoid,
        response: answers(Invoice),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      await voidInvoice(core, actor, params.id, body.reason);
      return toInvoice(await invoiceById(core, actor, params.id));
    },
  );

  app.post(
    '/invoices/:id/mail',
    {
      schema: {
        ...about(TAG, 'mailInvoice', "Mail it to the organization's owner and the address of its requisites"),
        params: IdParams,
        response: answers(InvoiceMailed),
      },
    },
    async (request) => ({ to: [...(await mailInvoice(request.core, caller(request), request.params.id))] }),
  );
}
