import { sumOf } from '../../../core/bank-statements/sums.ts';
import { currencyOf } from '../../../core/ledger/operations.ts';
import { preparePayment, registerPayment } from '../../../core/payment-gateways/prepared.ts';
import { badForm, ok } from './answer.ts';
import { clientOf } from './client.ts';
import type { Routes } from './routes.ts';

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
