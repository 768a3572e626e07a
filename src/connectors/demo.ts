import { normalPhone } from '../core/phones/phone.ts';
import type { BillingFunctions } from './functions.ts';
import { type Columns, columnsOf } from './values.ts';

/** Rows of billingList with uid, phones, cams_open and cams_paid besides; the first two are houses of the demo provider. */
const BUILT_IN: readonly Columns[] = [
  {
    ...{ uid: 1007, phones: ['89100000001'], flat: 17, cams_open: true, cams_paid: true },
    ...{ login: 'DEMO-1007', address: 'г. Москва, ул. Берёзовая, д. 7, кв. 17' },
    ...{ internet: 450, internetdata: '2030-11-12', tv: 0, tvdata: '', phone: 0, phonedata: '' },
    ...{ cams: 100, camsdata: '2030-11-12', camsname: 'Умное пространство', balans: 50, payment: 500 },
    ...{ invoice: true, detail: true, receipt: true },
  },
  {
    ...{ uid: 1012, phones: ['89100000002'], flat: 3, cams_open: true, cams_paid: true },
    ...{ login: 'DEMO-1012', address: 'Harbour Lane 12, 3' },
    ...{ internet: 300, internetdata: '2030-01-31', tv: 150, tvdata: '2030-01-31', phone: 0, phonedata: '' },
    ...{ cams: 100, camsdata: '2030-01-31', camsname: 'Smart space', balans: 0, payment: 550 },
    ...{ invoice: true, detail: true, receipt: true },
  },
  {
    ...{ uid: 1013, phones: ['89100000001'], flat: 45, cams_open: true, cams_paid: false },
    ...{ login: 'DEMO-1013', address: 'г. Москва, ул. Садовая, д. 12, кв. 45' },
    ...{ internet: 0, internetdata: '', tv: 0, tvdata: '', phone: 0, phonedata: '' },
    ...{ cams: 100, camsdata: '2026-01-31', camsname: 'Умное пространство', balans: -40.5, payment: 150 },
    ...{ invoice: true, detail: false, receipt: false },
  },
];

const OF_ROW = ['phones', 'flat', 'cams_open', 'cams_paid'];

/** A billing of a list of contracts: to try things with. */
export function demoFunctions(contracts: readonly unknown[] = BUILT_IN, file = 'demo'): BillingFunctions {
  const all = contracts.map((contract, i) => contractIn(contract, `${file}, contract ${i + 1}`));
  const ofPhone = (phone: string | undefined) => all.filter(({ phones }) => phones.includes(phone ?? ''));
  return {
    name: 'demo',
    has: new Set(['uidFrom', 'camsActiv', 'billingList', 'flatFromUid']),
    call: async (name, { phone, uid }) => {
      if (name === 'uidFrom') return ofPhone(phone).map(({ columns }) => columns.uid);
      if (name === 'billingList') return ofPhone(phone).map(({ row }) => row);
      const found = all.find(({ columns }) => String(columns.uid) === uid)?.columns;
      if (name === 'flatFromUid') return found?.flat ?? null;
      return found ? [{ cams_open: found.cams_open, cams_paid: found.cams_paid }] : [];
    },
    close: async () => undefined,
  };
}

function contractIn(value: unknown, place: string) {
  const columns = columnsOf(value, place);
  const { phones: written } = columns;
  if (!Array.isArray(written)) throw new Error(`${place}: "phones" has to be a list of telephones`);
  const phones = written.map((phone) => {
    const normal = normalPhone(String(phone));
    if (normal === undefined) throw new Error(`${place}: "${phone}" is no telephone`);
    return normal;
  });
  const row = Object.fromEntries(Object.entries(columns).filter(([name]) => !OF_ROW.includes(name)));
  return { columns, phones, row };
}
