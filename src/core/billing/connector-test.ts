import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { normalPhone } from '../phones/phone.ts';
import { type BillingConnector, ConnectorError } from './connector.ts';
import { deviceIdsOf } from './known-contracts.ts';
import { within } from './time-limit.ts';

/** How one question went that was asked to try the connector. */
export interface TestedQuestion {
  readonly question: 'contracts' | 'state' | 'rows' | 'apartment';
  /** The telephone or the uid. */
  readonly subject: string;
  readonly milliseconds: number;
  /** As JSON; undefined: there is none. */
  readonly answer?: unknown;
  /** What is wrong, and what to do about it. */
  readonly problem?: string;
  /** The billing gave no answer, so that nothing is said of how its answers are read. */
  readonly outage?: true;
}

export interface ConnectorTest {
  readonly tried: readonly TestedQuestion[];
  /** What the answers lack that is shown as none. */
  readonly remarks: readonly string[];
}

export interface ConnectorTestOptions {
  /** 8XXXXXXXXXX; its contracts are tried after it. */
  readonly phone?: string | undefined;
  readonly uid?: string | undefined;
  readonly timeoutMs: number;
  /** Of a contract, for billings that sell by device. */
  readonly devicesOf: (uid: string) => Promise<readonly number[]>;
}

const MAX_CONTRACTS = 20;

/** Asks each question for real, whatever is kept, and changes nothing. */
export async function testConnector(
  connector: BillingConnector,
  options: ConnectorTestOptions,
): Promise<ConnectorTest> {
  const { phone, timeoutMs } = options;
  const tried: TestedQuestion[] = [];
  const ask = async <T>(
    question: TestedQuestion['question'],
    subject: string,
    run: (signal: AbortSignal) => Promise<T>,
  ) => {
    const one = await timed(question, subject, run, timeoutMs);
    tried.push(one);
    return 'problem' in one ? undefined : (one.answer as T);
  };
  const uids = new Set(options.uid === undefined ? [] : [options.uid]);
  if (phone !== undefined) {
    const found = await ask('contracts', phone, (signal) => connector.contractsOf(phone, signal));
    for (const uid of found ?? []) uids.add(uid);
    await ask('rows', phone, (signal) => connector.rowsOf(phone, signal));
  }
  for (const uid of [...uids].slice(0, MAX_CONTRACTS)) {
    const devices = connector.byDevice ? await options.devicesOf(uid) : [];
    await ask('state', uid, async (signal) => {
      const answer = await connector.stateOf(uid, devices, signal);
      return 'state' in answer ? answer : { devices: Object.fromEntries(answer.devices) };
    });
    const { apartmentOf } = connector;
    if (apartmentOf) await ask('apartment', uid, (signal) => apartmentOf.call(connector, uid, signal));
  }
  return { tried, remarks: [...connector.remarks] };
}

/** The same from the console, for administrators. */
export async function askConnector(
  core: Core,
  actor: Actor,
  asked: { readonly phone?: string | undefined; readonly uid?: string | undefined },
): Promise<ConnectorTest> {
  requireMay(actor, 'connector.ask');
  if (!core.connector) throw refuse('billing_not_connected');
  if (asked.phone === undefined && asked.uid === undefined) throw invalid('phone', 'phone_or_uid_missing');
  const phone = asked.phone === undefined ? undefined : normalPhone(asked.phone);
  if (asked.phone !== undefined && phone === undefined) throw invalid('phone', 'phone_not_eleven_digits');
  const { connector, settings } = core.connector;
  return await testConnector(connector, {
    phone,
    uid: asked.uid,
    timeoutMs: settings.timeoutMs,
    devicesOf: (uid) => deviceIdsOf(core, actor.domainId, uid),
  });
}

async function timed(
  question: TestedQuestion['question'],
  subject: string,
  run: (signal: AbortSignal) => Promise<unknown>,
  timeoutMs: number,
): Promise<TestedQuestion> {
  const began = performance.now();
  const took = (): number => Math.round(performance.now() - began);
  try {
    const answer = await within(timeoutMs, run);
    return { question, subject, milliseconds: took(), answer };
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const answered = cause instanceof ConnectorError && cause.kind === 'nonsense';
    return { question, subject, milliseconds: took(), problem, ...(answered ? {} : { outage: true }) };
  }
}
