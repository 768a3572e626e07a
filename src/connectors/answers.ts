import type { BillingRow, ContractState, ServicePrice } from '../core/billing/connector.ts';
import { parseFlat } from '../core/organizations/flat.ts';
import { type Columns, columnsOf, dateIn, nonsense, shown, sumIn, textIn, truthIn, uidIn } from './values.ts';

/** Answers of the functions of smartyard_bill.py, and of queries with columns called like them, as the core has them. */

/** `[10, 101]`, `{"uids": [10, 101]}`, or rows with a column uid; each once. */
export function uidsIn(raw: unknown): readonly string[] {
  const uids = listIn(raw, 'uidFrom', ['uids', 'uid']).map((item, i) => {
    const place = `uidFrom, row ${i + 1}`;
    if (typeof item !== 'object' || item === null) return uidIn(item, place);
    const columns = columnsOf(item, place);
    requireColumns(columns, ['uid'], place);
    return uidIn(columns.uid, `${place}, column uid`);
  });
  return [...new Set(uids)];
}

const STATES = new Map<unknown, ContractState>([
  ['0', 'off'],
  ['1', 'unpaid'],
  ['2', 'paid'],
  ['off', 'off'],
  ['unpaid', 'unpaid'],
  ['paid', 'paid'],
]);

/** `{"cams_open": true, "cams_paid": false}`, or `{"state": 0|1|2}`. */
export function stateIn(raw: unknown, place = 'camsActiv'): ContractState {
  const columns = columnsOf(raw, place);
  refuseError(columns, place);
  if ('state' in columns) return wordIn(columns.state, `${place}, column state`);
  requireColumns(columns, ['cams_open', 'cams_paid'], place);
  const open = truthIn(columns.cams_open, `${place}, column cams_open`);
  if (!open) return 'off';
  return truthIn(columns.cams_paid, `${place}, column cams_paid`) ? 'paid' : 'unpaid';
}

/** `{"1": 2, "5": 0}` or rows with the columns device_id and state, for each of `ids`. */
export function devicesIn(
  raw: unknown,
  ids: readonly number[],
  missing: ContractState | undefined,
): ReadonlyMap<number, ContractState> {
  const place = 'isActiv';
  const told = new Map<string, ContractState>();
  if (Array.isArray(raw)) {
    for (const [i, item] of raw.entries()) {
      const row = `${place}, row ${i + 1}`;
      const columns = columnsOf(item, row);
      requireColumns(columns, ['device_id', 'state'], row);
      told.set(String(columns.device_id), wordIn(columns.state, `${row}, column state`));
    }
  } else {
    const columns = columnsOf(raw, place);
    refuseError(columns, place);
    for (const [id, state] of Object.entries(columns)) told.set(id, wordIn(state, `${place}, device ${id}`));
  }
  return new Map(
    ids.map((id) => {
      const state = told.get(String(id)) ?? missing;
      if (state === undefined)
        throw nonsense(place, `says nothing of device ${id}: answer for every device that is asked for`);
      return [id, state] as const;
    }),
  );
}

function wordIn(value: unknown, place: string): ContractState {
  const state = STATES.get(typeof value === 'string' ? value.trim().toLowerCase() : String(value));
  if (state === undefined) throw nonsense(place, `is ${shown(value)}: give 0 (not ordered), 1 (not paid) or 2 (paid)`);
  return state;
}

/** What has to be there; the rest is none when it is not. */
const REQUIRED = ['login', 'balans'] as const;
const OPTIONAL = [
  ...['address', 'internet', 'internetdata', 'tv', 'tvdata', 'phone', 'phonedata', 'cams', 'camsdata', 'camsname'],
  ...['payment', 'invoice', 'detail', 'receipt', 'uid'],
] as const;

const KNOWN: ReadonlySet<string> = new Set([...REQUIRED, ...OPTIONAL]);

/** Rows of billingList. `remark` is told of each column that no row has. */
export function rowsIn(raw: unknown, remark: (text: string) => void): readonly BillingRow[] {
  return listIn(raw, 'billingList', ['rows', 'billingList']).map((item, i) => {
    const place = `billingList, row ${i + 1}`;
    const columns = columnsOf(item, place);
    requireColumns(columns, REQUIRED, place);
    const unknown = Object.keys(columns).filter((name) => !KNOWN.has(name));
    const lacking = OPTIONAL.filter((name) => !(name in columns));
    // Either alone is harmless; together they are a column with another name.
    if (unknown.length > 0 && lacking.some((name) => name !== 'uid'))
      throw nonsense(
        place,
        `has the unknown column ${unknown.join(', ')} and lacks ${lacking.join(', ')}: call it as it is called here, or leave it out`,
      );
    for (const name of lacking) remark(`billingList has no column ${name}: ${WITHOUT[name] ?? 'none is shown'}`);
    return rowOf(columns, place);
  });
}

const WITHOUT: Readonly<Record<string, string>> = { uid: 'rows are told apart by their order' };

function rowOf(columns: Columns, place: string): BillingRow {
  const at = (name: string) => `${place}, column ${name}`;
  const sum = (name: string) => sumIn(columns[name], at(name));
  const may = (name: string) => (columns[name] ?? null) !== null && truthIn(columns[name], at(name));
  const service = (name: string): ServicePrice => ({
    price: sum(name),
    until: dateIn(columns[`${name}data`], at(`${name}data`)),
  });
  const { uid } = columns;
  return {
    uid: uid === null || uid === undefined ? null : uidIn(uid, at('uid')),
    login: textIn(columns.login, at('login')),
    address: textIn(columns.address, at('address')),
    services: {
      internet: service('internet'),
      tv: service('tv'),
      phone: service('phone'),
      cameras: { ...service('cams'), name: textIn(columns.camsname, at('camsname')) },
    },
    balance: sum('balans'),
    payment: sum('payment'),
    mayShowInvoices: may('invoice'),
    mayShowDetails: may('detail'),
    mayShowReceipt: may('receipt'),
  };
}

/** `17`, "11а", `{"flat": 17}` or one row with the column flat; null, 0, '' and no row: none is known. */
export function flatIn(raw: unknown): string | null {
  const [first] = Array.isArray(raw) ? raw : [raw];
  if (first === undefined || first === null) return null;
  const named = typeof first === 'object';
  const columns: Columns = named ? (first as Columns) : { flat: first };
  refuseError(columns, 'flatFromUid');
  requireColumns(columns, ['flat'], 'flatFromUid');
  const { flat } = columns;
  const place = 'flatFromUid, column flat';
  const found = parseFlat(textIn(flat, place));
  if (found === undefined)
    throw nonsense(place, `is ${shown(flat)}, and no flat: it has to begin with its number, as 11, 11а, 12-1 or кв. 9`);
  return found?.flat ?? null;
}

function listIn(raw: unknown, place: string, names: readonly string[]): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (typeof raw === 'object' && raw !== null) {
    refuseError(raw as Columns, place);
    for (const name of names) {
      const list = (raw as Columns)[name];
      if (Array.isArray(list)) return list;
    }
  }
  throw nonsense(place, `is ${shown(raw)}, and no list`);
}

/** Many a billing says so with status 200. */
function refuseError(columns: Columns, place: string): void {
  if ('error' in columns && columns.error) throw nonsense(place, `the billing says ${shown(columns.error)}`);
}

function requireColumns(columns: Columns, names: readonly string[], place: string): void {
  const missing = names.filter((name) => columns[name] === undefined);
  if (missing.length === 0) return;
  const there = Object.keys(columns).filter((name) => !names.includes(name));
  const but = there.length > 0 ? `; there is ${there.join(', ')}` : '';
  throw nonsense(place, `there is no column ${missing.join(', ')}${but}`);
}
