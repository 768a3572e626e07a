import { type BillingConnector, ConnectorError, type ContractAnswer } from '../core/billing/connector.ts';
import { devicesIn, flatIn, rowsIn, stateIn, uidsIn } from './answers.ts';

/** Of smartyard_bill.py, with what each is called with. One of camsActiv and isActiv is there. */
export const FUNCTIONS = {
  uidFrom: 'phone',
  camsActiv: 'uid',
  isActiv: 'devices',
  billingList: 'phone',
  flatFromUid: 'uid',
} as const;
export type FunctionName = keyof typeof FUNCTIONS;

/** What a function is called with. */
export interface Parameters {
  /** 8XXXXXXXXXX */
  readonly phone?: string;
  readonly uid?: string;
  readonly devices?: readonly number[];
}

/** What a query or a request may ask with, by what its function is called with. */
const ASKED_WITH = {
  phone: ['phone', 'phone7', 'phone10'],
  uid: ['uid'],
  devices: ['uid', 'devices'],
} as const;

/** The mistake in the parameters of a function, each as it is `written` in this kind of connector; undefined: none. */
export function mistakeIn(
  name: FunctionName,
  asked: readonly string[],
  written: (parameter: string) => string,
): string | undefined {
  const allowed: readonly string[] = ASKED_WITH[FUNCTIONS[name]];
  const strange = asked.find((one) => !allowed.includes(one));
  if (strange !== undefined) return `asks with ${written(strange)}: here there is ${allowed.map(written).join(', ')}`;
  return asked.length === 0 && FUNCTIONS[name] === 'phone'
    ? `does not ask with ${allowed
        .map(written)
        .join(', ')
        .replace(/, (?=[^,]*$)/, ' or ')}: everybody would get the same contracts`
    : undefined;
}

/** Remarks on a function that has no parameter: allowed, since a provider with one service may mean it. */
export const remarkOn = (name: FunctionName, asked: readonly string[], written: string): readonly string[] =>
  asked.length === 0 ? [`${name} does not ask with ${written}: every contract gets the same answer`] : [];

/** Those functions in one way of asking: raw answers, whose shape nobody has looked at yet. */
export interface BillingFunctions {
  /** For logs; no secrets. */
  readonly name: string;
  readonly has: ReadonlySet<FunctionName>;
  /** What is seen before anything is asked, and may be meant. */
  readonly remarks?: readonly string[];
  /** Whatever it throws is an outage, unless it is a ConnectorError. */
  call(name: FunctionName, parameters: Parameters, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** What is wrong with a set of functions; undefined: nothing. */
export function lacking(has: ReadonlySet<FunctionName>): string | undefined {
  if (!has.has('uidFrom')) return 'uidFrom is missing: the contracts of a telephone';
  if (has.has('camsActiv') === has.has('isActiv'))
    return 'give one of camsActiv (is a contract paid) and isActiv (is each of its devices)';
  return has.has('billingList') ? undefined : 'billingList is missing: the contracts of a telephone with their prices';
}

/** What every kind of connector may say besides. */
export interface AnswerOptions {
  /** A contract, or a device of it, that the billing says nothing of is off; else that is an error. */
  readonly silenceMeansOff: boolean;
}

/** A connector over functions of whatever kind. */
export function connectorOf(functions: BillingFunctions, { silenceMeansOff }: AnswerOptions): BillingConnector {
  const remarks = new Set<string>(functions.remarks);
  const silence = silenceMeansOff ? 'off' : undefined;
  const byDevice = functions.has.has('isActiv');
  const call = (name: FunctionName, parameters: Parameters, signal: AbortSignal) =>
    told(name, functions.call(name, parameters, signal));
  const ofDevices = async (uid: string, devices: readonly number[], signal: AbortSignal): Promise<ContractAnswer> => {
    // No list of none goes into a query.
    if (devices.length === 0) return { devices: new Map() };
    return { devices: devicesIn(await call('isActiv', { uid, devices }, signal), devices, silence) };
  };
  const ofContract = async (uid: string, signal: AbortSignal): Promise<ContractAnswer> => {
    const raw = oneOf(await call('camsActiv', { uid }, signal), uid, silenceMeansOff);
    return { state: (raw === undefined && silence) || stateIn(raw) };
  };
  return {
    name: functions.name,
    byDevice,
    remarks,
    contractsOf: async (phone, signal) => uidsIn(await call('uidFrom', { phone }, signal)),
    stateOf: (uid, devices, signal) => (byDevice ? ofDevices(uid, devices, signal) : ofContract(uid, signal)),
    rowsOf: async (phone, signal) =>
      rowsIn(await call('billingList', { phone }, signal), (remark) => void remarks.add(remark)),
    ...(functions.has.has('flatFromUid') && {
      apartmentOf: async (uid: string, signal: AbortSignal) => flatIn(await call('flatFromUid', { uid }, signal)),
    }),
    close: () => functions.close(),
  };
}

/** The only row of an answer; undefined: no row, which has a meaning here. */
function oneOf(raw: unknown, uid: string, maySayNothing: boolean): unknown {
  if (!Array.isArray(raw)) return raw;
  if (raw.length > 1)
    throw new ConnectorError('nonsense', `camsActiv: ${raw.length} rows for contract ${uid}: give one row for it`);
  if (raw.length === 0 && !maySayNothing)
    throw new ConnectorError(
      'nonsense',
      `camsActiv: no row for contract ${uid}: give one row for every contract (left join the service), or set "silenceMeansOff": true where no row means that it is not ordered`,
    );
  return raw[0];
}

async function told(name: string, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof ConnectorError)
      throw new ConnectorError(cause.kind, `${name}: ${cause.message}`, { cause: cause.cause });
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ConnectorError('unreachable', `${name}: ${message}`, { cause });
  }
}
