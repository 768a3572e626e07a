import { contractsOfPhone, rowsOfPhone } from '../../../core/billing/answers.ts';
import type { BillingRow, ServicePrice } from '../../../core/billing/connector.ts';
import { myPhone } from '../../../core/contracts/own-contracts.ts';
import type { UserCall } from './call.ts';

/** What the billing writes of the caller's contracts; none where it is not asked, or the caller has no telephone. */
export async function billingRows(call: UserCall): Promise<readonly BillingRow[]> {
  const phone = call.core.connector ? await myPhone(call.core, call.actor) : null;
  if (phone === null) return [];
  return (await rowsOfPhone(call.core, call.actor.domainId, phone)).answer;
}

/** The same by uid. Rows that name none are the contracts' in their order, as long as there are as many. */
export async function rowsByUid(call: UserCall): Promise<ReadonlyMap<string, BillingRow>> {
  const rows = await billingRows(call);
  const phone = rows.length === 0 ? null : await myPhone(call.core, call.actor);
  const contracts = phone === null ? [] : await contractsOfPhone(call.core, call.actor.domainId, phone);
  const inOrder = rows.length === contracts.length;
  return new Map(
    rows.flatMap((row, i) => {
      const uid = row.uid ?? (inOrder ? contracts[i]?.uid : undefined);
      return uid === undefined ? [] : [[uid, row] as const];
    }),
  );
}

/** Keys and types as `billingList` names them (docs/guide/connector.md): prices are never text, '' is no date. */
export function wireRow({ login, address, services, balance, payment, ...may }: BillingRow) {
  const { internet, tv, phone, cameras } = services;
  return {
    login,
    address,
    internet: internet.price,
    internetdata: until(internet),
    tv: tv.price,
    tvdata: until(tv),
    phone: phone.price,
    phonedata: until(phone),
    cams: cameras.price,
    camsdata: until(cameras),
    camsname: cameras.name,
    balans: balance,
    payment,
    invoice: may.mayShowInvoices,
    detail: may.mayShowDetails,
    receipt: may.mayShowReceipt,
  };
}

const until = (service: ServicePrice): string => service.until ?? '';

const FLOATS = /"(internet|tv|phone|cams|balans|payment|sum)":(-?\d+)(?=[,}])/g;

/** The JSON of an answer in which whole sums keep a decimal, for apps whose decoder tells floats from integers. */
export const withFloats = (answer: object): string => JSON.stringify(answer).replace(FLOATS, '"$1":$2.0');
