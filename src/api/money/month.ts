import { BALANCE_REASON } from '../../core/blocks/source.ts';
import { formatMoney } from '../../core/ledger/money.ts';
import { debtors, moneyMonth } from '../../core/ledger/month.ts';
import { Page } from '../contract/common.ts';
import { Debtor, DebtorQuery, MoneyMonth, MonthQuery } from '../contract/money.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toMoney } from './money-wire.ts';

const TAG = 'Money';

/** What a month came to, and who owes. */
export function monthRoutes(app: Api): void {
  app.get(
    '/money/month',
    {
      schema: {
        ...about(TAG, 'getMoneyMonth', 'What was charged, paid and owed in a month; administrators'),
        querystring: MonthQuery,
        response: answers(MoneyMonth),
      },
    },
    async (request) => {
      const { currencies, blocked } = await moneyMonth(request.core, caller(request), request.query.month);
      return {
        currencies: currencies.map(({ currency, charged, paid, refunded, corrected, owed }) => {
          const text = (amount: bigint) => formatMoney({ amount, currency });
          return {
            currency,
            charged: text(charged),
            paid: text(paid),
            refunded: text(refunded),
            corrected: text(corrected),
            owed: text(owed),
          };
        }),
        blocked,
      };
    },
  );

  app.get(
    '/money/month/debtors',
    {
      schema: {
        ...about(TAG, 'listDebtors', 'Who owes at the end of the month, or now while it runs, the largest sum first'),
        querystring: DebtorQuery,
        response: answers(Page(Debtor)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const page = await debtors(core, caller(request), query.month, pageOf(query));
      return await mapPage(
        page,
        (debtor) => ({
          organization: { id: debtor.id, title: debtor.title },
          owes: toMoney(debtor),
          blockedForBalance: debtor.blockReason === BALANCE_REASON,
        }),
        undefined,
      );
    },
  );
}
