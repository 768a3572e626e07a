import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AskedBilling } from '../../src/core/billing/asked-billing.ts';
import { type BillingConnector, ConnectorError, type ContractState } from '../../src/core/billing/connector.ts';
import { userById } from '../../src/core/users/operations.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { Phones } from '../support/phones.ts';

/** A billing that a test owns: who has which contracts, and whether it can be asked. */
class Billing implements BillingConnector {
  readonly name = 'test';
  readonly byDevice = false;
  readonly remarks = new Set<string>();
  readonly contracts = new Map<string, readonly string[]>();
  state: ContractState = 'paid';
  up = true;

  async contractsOf(phone: string): Promise<readonly string[]> {
    if (!this.up) throw new ConnectorError('unreachable', 'the billing is down');
    return this.contracts.get(phone) ?? [];
  }
  async stateOf(): Promise<{ state: ContractState }> {
    if (!this.up) throw new ConnectorError('unreachable', 'the billing is down');
    return { state: this.state };
  }
  async rowsOf() {
    return [];
  }
  async close(): Promise<void> {}
}

let app: TestApp;
let billing: Billing;
let phones: Phones;
let last = 4_000_000;
const number = () => `8910${++last}`;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());
beforeEach(async () => {
  billing = new Billing();
  const settings = { cacheMs: MINUTE_MS, timeoutMs: 5000, trustMs: 72 * 60 * MINUTE_MS };
  phones = await Phones.of(app, { connector: new AskedBilling(billing, settings) });
  phones.nextDay();
});

async function contractsOf(userId: number): Promise<readonly string[]> {
  const { organizations } = await userById(app.core, app.system, userId);
  const rows = await app.core.sql<{ uid: string }[]>`
    select outside_uid as uid from organization where id = any(${organizations.map(({ id }) => id)}::int[]) order by id`;
  return rows.map(({ uid }) => uid);
}

test('who signs in by telephone belongs to the contracts that the billing names for it, as they are then', async () => {
  const phone = number();
  billing.contracts.set(phone, [`a${last}`, `b${last}`]);
  const { userId } = await phones.signIn(phone);
  expect(await contractsOf(userId)).toEqual([`a${last}`, `b${last}`]);
  billing.contracts.set(phone, [`b${last}`]);
  phones.later(120);
  expect((await phones.signIn(phone)).userId).toBe(userId);
  expect(await contractsOf(userId)).toEqual([`b${last}`]);
});

test('a billing that is down keeps nobody out: what it said last holds, and who is new has no contract yet', async () => {
  const phone = number();
  billing.contracts.set(phone, [`c${last}`]);
  const { userId } = await phones.signIn(phone);
  billing.up = false;
  phones.later(120);
  expect((await phones.signIn(phone)).userId).toBe(userId);
  expect(await contractsOf(userId)).toEqual([`c${last}`]);
  const stranger = number();
  const known = await phones.signIn(stranger);
  expect(await contractsOf(known.userId)).toEqual([]);
  billing.up = true;
  billing.contracts.set(stranger, [`d${last}`]);
  phones.later(120);
  await phones.signIn(stranger);
  expect(await contractsOf(known.userId)).toEqual([`d${last}`]);
  expect(phones.logged.join()).toContain('contracts are not known now');
  expect(phones.logged.join()).not.toContain(stranger.slice(1));
});

test('a contract that is not paid shuts nobody out of signing in', async () => {
  const phone = number();
  billing.contracts.set(phone, [`e${last}`]);
  billing.state = 'unpaid';
  const { userId } = await phones.signIn(phone);
  phones.later(120);
  expect((await phones.signIn(phone)).userId).toBe(userId);
  const [block] = await app.core.sql`
    select source, reason from block b join organization o on b.subject_kind = 'organization' and b.subject_id = o.id
    where o.outside_uid = ${`e${last}`}`;
  expect(block).toEqual({ source: 'connector', reason: 'unpaid' });
});
