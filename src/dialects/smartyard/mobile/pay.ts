import { sumOf } from '../../../core/bank-statements/sums.ts';
import type { MyContract } from '../../../core/contracts/own-contracts.ts';
import { currencyOf } from '../../../core/ledger/operations.ts';
import { preparePayment, registerPayment } from '../../../core/payment-gateways/prepared.ts';
import { badForm, ok } from './answer.ts';
import type { UserCall } from './call.ts';
import { contractsOf, serviceRefusal } from './contracts.ts';
import type { Routes } from './routes.ts';
import { rowsByUid } from './rows.ts';

/** What an app says of a payment is no money: that comes by the payment provider's own call or by the bank. */
export const payRoutes: Routes = {
  'pay/prepare': async (call) => {
    const amount = sumOf(call.required('amount'), await currencyOf(call.core, call.actor));
    if (amount === undefined) throw badForm();
    const { organizationId } = await clientOf(call);
    return ok(await preparePayment(call.core, call.actor, organizationId, amount));
  },
  'pay/register': async (call) => {
    const id = call.required('orderNumber');
    const providerId = call.text('orderId') ?? call.text('sbId');
    await registerPayment(call.core, call.actor, id, providerId);
    return ok({ orderId: providerId ?? id });
  },
};

/** The caller's contract by its uid, its number, or the login that the billing's rows have; never by what means two. */
async function clientOf(call: UserCall): Promise<MyContract> {
  const clientId = call.required('clientId');
  const contracts = await contractsOf(call);
  const named = contracts.filter(({ uid, contractNumber }) => uid === clientId || contractNumber === clientId);
  const [found, another] = named.length > 0 ? named : await byLogin(call, contracts, clientId);
  if (!found || another) throw serviceRefusal(404, 'words');
  return found;
}

async function byLogin(call: UserCall, contracts: readonly MyContract[], login: string) {
  const rows = await rowsByUid(call);
  return contracts.filter(({ uid }) => rows.get(uid)?.login === login);
}
