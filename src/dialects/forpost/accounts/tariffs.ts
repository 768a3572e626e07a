import { decimalsOf, formatMoney, parseMoney } from '../../../core/ledger/money.ts';
import { currencyOf, payIn } from '../../../core/ledger/operations.ts';
import { allowedPlans, defaultPlan, setAllowedPlans, setDefaultPlan } from '../../../core/plans/of-organization.ts';
import { planPage } from '../../../core/plans/operations.ts';
import type { Plan } from '../../../core/plans/plan.ts';
import type { Call } from '../call.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';

/** Tariffs are plans that are not archived; the price is the one in force today. */
export const tariffMethods: readonly Method[] = [
  { name: 'GetTariffs', run: async (call) => (await activePlans(call)).map(toTariff) },
  {
    name: 'SetAllowedAccountTariffs',
    names: { planIds: 'TariffIDList' },
    run: async (call) => {
      const accountId = call.integer('AccountID');
      await setAllowedPlans(call.core, call.actor, accountId, call.integers('TariffIDList'));
      return { Status: 1 };
    },
  },
  {
    name: 'GetAllowedAccountTariffs',
    run: async (call) => {
      const plans = await allowedPlans(call.core, call.actor, call.integer('AccountID'));
      return plans.map(({ id }) => ({ ID: id }));
    },
  },
  {
    name: 'SetAccountDefaultCameraTariff',
    names: { planId: 'TariffID' },
    run: async (call) => {
      const accountId = call.integer('AccountID');
      const tariffId = call.integer('TariffID');
      await setDefaultPlan(call.core, call.actor, accountId, tariffId === 0 ? null : tariffId);
      return { Status: 1 };
    },
  },
  {
    name: 'GetAccountDefaultCameraTariff',
    run: async (call) => ({ ID: (await defaultPlan(call.core, call.actor, call.integer('AccountID')))?.id ?? 0 }),
  },
  {
    name: 'PayIn',
    names: { amount: 'Value', comment: 'Comment', outsideId: 'ExtPaymentID' },
    run: async (call) => {
      await payIn(call.core, call.actor, {
        organizationId: call.integer('AccountID'),
        amountMinor: await amountOf(call),
        comment: call.optionalText('Comment') ?? '',
        outsideId: call.optionalText('ExtPaymentID')?.trim() || undefined,
      });
      return { Status: 1 };
    },
  },
];

async function activePlans(call: Call): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await planPage(call.core, call.actor, { after, limit: 1000 }, true);
    plans.push(...page.items);
    after = page.next;
  }
  return plans;
}

const toTariff = ({ id, name, note, price }: Plan) => ({
  ID: id,
  Name: name,
  Comment: note,
  Price: price ? Number(formatMoney(price)) : 0,
});

/** A decimal with a comma or a point, in minor units of the provider's currency. */
async function amountOf(call: Call): Promise<bigint> {
  const text = call.text('Value').trim().replace(',', '.');
  const currency = await currencyOf(call.core, call.actor);
  const plain = text.replace(/^([+-]?)\./, '$10.').replace(/\.$/, '');
  const amount = parseMoney(plain, currency);
  if (amount === undefined && /^[+-]?\d+(\.\d+)?$/.test(plain))
    throw refused('Value', `должен иметь не больше ${decimalsOf(currency)} знаков после запятой`);
  if (amount === undefined) throw refused('Value', 'должен быть числом');
  if (amount <= 0n) throw refused('Value', 'должен быть больше 0');
  return amount;
}
