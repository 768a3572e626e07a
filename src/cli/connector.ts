import type { Config } from '../config.ts';
import { openConnector } from '../connectors/open.ts';
import type { BillingConnector } from '../core/billing/connector.ts';
import { type ConnectorTest, type TestedQuestion, testConnector } from '../core/billing/connector-test.ts';
import { normalPhone } from '../core/phones/phone.ts';

const USE = 'Use: CONNECTOR=FILE npm start -- connector test [--phone PHONE] [--uid UID] [--devices ID,ID]';

/** `connector test`: asks the billing each question for real and says what is wrong with the mapping. Needs no server. */
export async function connectorCommand(
  config: Config,
  args: readonly string[],
  options: { phone?: string | undefined; uid?: string | undefined; devices?: string | undefined },
): Promise<number> {
  if (args[0] !== 'test') throw new Error(USE);
  if (config.connector === undefined) throw new Error(`CONNECTOR is not set: it names the connector's file. ${USE}`);
  const phone = options.phone === undefined ? undefined : normalPhone(options.phone);
  if (options.phone !== undefined && phone === undefined)
    throw new Error(`--phone ${options.phone} is no telephone: give eleven digits, e.g. 89103523378`);
  if (phone === undefined && options.uid === undefined) throw new Error(`Give a telephone or a uid. ${USE}`);
  const { connector, cacheMs, timeoutMs } = await openConnector(config.connector, config.environment);
  try {
    print(`${config.connector}: ${connector.name}, ${timeoutMs / 1000} s for an answer, kept for ${cacheMs / 1000} s`);
    const devices = devicesIn(options.devices);
    const test = await testConnector(connector, { phone, uid: options.uid, timeoutMs, devicesOf: async () => devices });
    report(test, connector, devices.length > 0);
    return test.tried.some(({ problem }) => problem !== undefined) ? 1 : 0;
  } finally {
    await connector.close();
  }
}

const FUNCTION: Readonly<Record<TestedQuestion['question'], string>> = {
  contracts: 'uidFrom',
  state: 'camsActiv',
  rows: 'billingList',
  apartment: 'flatFromUid',
};

function report({ tried, remarks }: ConnectorTest, connector: BillingConnector, namedDevices: boolean): void {
  for (const { question, subject, milliseconds, answer, problem } of tried) {
    const name = question === 'state' && connector.byDevice ? 'isActiv' : FUNCTION[question];
    print(`${problem === undefined ? 'ok    ' : 'FAILED'} ${name}(${subject}) ${milliseconds} ms`);
    print(indented(problem ?? JSON.stringify(answer, undefined, 2)));
  }
  for (const remark of remarks) print(`note   ${remark}`);
  for (const step of nextSteps(tried, connector, namedDevices)) print(`next   ${step}`);
}

function nextSteps(
  tried: readonly TestedQuestion[],
  connector: BillingConnector,
  namedDevices: boolean,
): readonly string[] {
  const steps: string[] = [];
  if (tried.some(({ outage }) => outage))
    steps.push(
      'no answer is no mistake in the mapping: see that the billing runs, lets this login in, and is reached from this machine',
    );
  if (tried.some(({ problem, outage }) => problem !== undefined && !outage))
    steps.push('change the file where it says so above and run this again; nothing was changed in the billing');
  const contracts = tried.find(({ question }) => question === 'contracts');
  if (Array.isArray(contracts?.answer) && contracts.answer.length === 0)
    steps.push(
      'the billing knows no contract of this telephone: compare how it writes telephones with :phone, :phone7, :phone10',
    );
  if (contracts === undefined) steps.push('only a uid was tried: give --phone too, to try uidFrom and billingList');
  if (connector.byDevice && !namedDevices)
    steps.push('no device was asked for: name some by --devices, as /bill/api/devices_list numbers them');
  const slow = tried.filter(({ milliseconds, problem }) => problem === undefined && milliseconds > SLOW_MS);
  if (slow.length > 0)
    steps.push(`answers slower than ${SLOW_MS} ms are felt at every door: see that the query uses an index`);
  if (steps.length === 0) steps.push('all is well: start the server with the same CONNECTOR');
  return steps;
}

const SLOW_MS = 300;

function devicesIn(text: string | undefined): readonly number[] {
  if (text === undefined) return [];
  const ids = text.split(',').map(Number);
  if (!ids.every((id) => Number.isInteger(id) && id > 0))
    throw new Error(`--devices ${text}: give numbers, e.g. 1,2,5`);
  return ids;
}

const indented = (text: string): string => text.replace(/^/gm, '       ');

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
