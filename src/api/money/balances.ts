import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { balances, statement } from '../../core/ledger/operations.ts';
import { balanceState } from '../../core/ledger/state.ts';
import { IdParams, Page } from '../contract/common.ts';
import { Balance, BalanceQuery, StatementLine, StatementQuery } from '../contract/money.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';
import { toLine, toMoney } from './money-wire.ts';

const TAG = 'Organizations';

/** What is on an organization's balance, and how it came there. */
export function balanceRoutes(app: Api): void {
  app.get(
    '/organizations/:id/balance',
    {
      schema: {
        ...about(TAG, 'getBalance', 'What is on its balance; administrators and its owner'),
        params: IdParams,
        querystring: BalanceQuery,
        response: answers(Balance),
      },
    },
    async (request) => await balanceOf(request.core, caller(request), request.params.id, request.query.asOf),
  );

  app.get(
    '/organizations/:id/statement',
    {
      schema: {
        ...about(TAG, 'listStatement', 'The movements on its balance, newest first'),
        params: IdParams,
        querystring: StatementQuery,
        response: answers(Page(StatementLine)),
      },
    },
    async (request) => {
      const { core, params, query } = request;
      const { from, to, kind } = query;
      const page = await statement(core, caller(request), params.id, pageOf(query), { from, to, kind });
      return await mapPage(page, toLine, undefined);
    },
  );
}

async function balanceOf(core: Core, actor: Actor, id: number, asOf?: string): Promise<Static<typeof Balance>> {
  const sums = await balances(core, actor, id, asOf);
  const state = await balanceState(core, actor, id);
  return {
    balances: sums.map(toMoney),
    charging: state.charging,
    floor: toMoney(state.floor),
    due: toMoney(state.due),
    blockedForBalance: state.blockedForBalance,
    low: state.low,
    daysLeft: state.daysLeft,
    lastsUntil: state.lastsUntil,
  };
}
