import { monthState } from '../../core/invoices/month-state.ts';
import { formatMoney } from '../../core/ledger/money.ts';
import { InvoicedMonth } from '../contract/invoiced-month.ts';
import { MonthQuery } from '../contract/money.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

/** How far a month is on its way to invoices. */
export function invoicedMonthRoutes(app: Api): void {
  app.get(
    '/money/month/invoices',
    {
      schema: {
        ...about(
          'Invoices',
          'getInvoicedMonth',
          'Whether a month can be invoiced, and what its invoices come to; administrators',
        ),
        querystring: MonthQuery,
        response: answers(InvoicedMonth),
      },
    },
    async (request) => {
      const { over, unrated, closed, uninvoiced, sums } = await monthState(
        request.core,
        caller(request),
        request.query.month,
      );
      return {
        over,
        unrated,
        closed: closed && { month: closed.month, closedAt: closed.closedAt.toISOString(), actor: closed.actor },
        uninvoiced,
        sums: sums.map((sum) => {
          const text = (amount: bigint) => formatMoney({ amount, currency: sum.currency });
          return {
            currency: sum.currency,
            invoices: sum.invoices,
            void: sum.void,
            total: text(sum.total),
            tax: text(sum.tax),
            open: text(sum.open),
          };
        }),
      };
    },
  );
}
