import type { Static } from 'typebox';
import { assignPayment, bankPayments, ignorePayment, returnPayment } from '../../core/bank-statements/settling.ts';
import type { BankPayment as CorePayment } from '../../core/bank-statements/statement.ts';
import { inEnglish } from '../../core/errors.ts';
import { formatMoney } from '../../core/ledger/money.ts';
import { currencyOf } from '../../core/ledger/operations.ts';
import { Assignment, BankPayment, BankPaymentQuery, LongIdParams, Reason } from '../contract/bank-statements.ts';
import { Page } from '../contract/common.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Payments';
const one = '/bank-payments/:id';

/** Payments of the bank's statements, and what a person does with those that were not booked by themselves. */
export function bankPaymentRoutes(app: Api): void {
  app.get(
    '/bank-payments',
    {
      schema: {
        ...about(TAG, 'listBankPayments', 'Payments of statements that were committed, or of one statement'),
        querystring: BankPaymentQuery,
        response: answers(Page(BankPayment)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const { status, statementId } = query;
      const page = await bankPayments(core, actor, pageOf(query), { status, statementId });
      const currency = await currencyOf(core, actor);
      return await mapPage(page, (payment) => toPayment(payment, currency), undefined);
    },
  );

  app.post(
    `${one}/assign`,
    {
      schema: {
        ...about(TAG, 'assignBankPayment', 'Book an unmatched payment to an organization'),
        params: LongIdParams,
        body: Assignment,
        response: answers(BankPayment),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      const payment = await assignPayment(core, actor, params.id, body.organizationId);
      return toPayment(payment, await currencyOf(core, actor));
    },
  );

  app.post(
    `${one}/ignore`,
    {
      schema: {
        ...about(TAG, 'ignoreBankPayment', 'Take an unmatched payment off the list, with the reason'),
        params: LongIdParams,
        body: Reason,
        response: answers(BankPayment),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      return toPayment(await ignorePayment(core, actor, params.id, body.reason), await currencyOf(core, actor));
    },
  );

  app.post(
    `${one}/return`,
    {
      schema: {
        ...about(
          TAG,
          'returnBankPayment',
          'Put a payment back on the list of the unmatched',
          'What was booked is given back by a refund with the reason.',
        ),
        params: LongIdParams,
        body: Reason,
        response: answers(BankPayment),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      const actor = caller(request);
      return toPayment(await returnPayment(core, actor, params.id, body.reason), await currencyOf(core, actor));
    },
  );
}

/** `own`: the domain's currency, which it is of unless that was another one then. */
const toPayment = (payment: CorePayment, own: string): Static<typeof BankPayment> =>
  toWire(payment, payment.currency ?? own);

const toWire = (payment: CorePayment, currency: string): Static<typeof BankPayment> => ({
  id: payment.id,
  statementId: payment.statementId,
  status: payment.status,
  day: payment.day,
  amount: payment.amount === null ? null : formatMoney({ amount: payment.amount, currency }),
  currency,
  account: payment.account,
  number: payment.number,
  payer: payment.payer,
  payerTaxId: payment.payerTaxId,
  purpose: payment.purpose,
  match: payment.match,
  organization: payment.organization && { id: payment.organization.id, title: payment.organization.title },
  entryId: payment.entryId,
  problem: payment.problem && {
    reason: payment.problem.reason,
    message: inEnglish(payment.problem),
    params: Object.fromEntries(
      Object.entries(payment.problem.params).map(([name, value]) => [
        name,
        typeof value === 'object' ? value.join(', ') : value,
      ]),
    ),
  },
  note: payment.note,
  changedBy: payment.changedBy,
});
