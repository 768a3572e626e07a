import type { ContractState } from '../../../src/core/billing/connector.ts';
import { type TestApp, type TestAppOptions, testApp } from '../../support/app.ts';
import { ANNA, BOB, connect, type House, house, post, signIn, type TestBilling } from './mobile-support.ts';
import { type Answer, send } from './support.ts';

export const OK = { code: 200, name: 'OK', message: 'Хорошо' };
export const OFF = { error: 'услуга не подключена' };
export const UNPAID = { error: 'услуга не оплачена' };

/** Anna has the contracts 10 and 101, Bob 20, and another domain something of everything. */
export class MobileBed {
  readonly app: TestApp;
  readonly billing: TestBilling;
  readonly a: House;
  readonly a2: House;
  readonly b: House;
  readonly foreign: Pick<House, 'camera' | 'lock' | 'door'>;
  readonly anna: string;
  readonly bob: string;

  private constructor(parts: Pick<MobileBed, 'app' | 'billing' | 'a' | 'a2' | 'b' | 'foreign' | 'anna' | 'bob'>) {
    this.app = parts.app;
    this.billing = parts.billing;
    this.a = parts.a;
    this.a2 = parts.a2;
    this.b = parts.b;
    this.foreign = parts.foreign;
    this.anna = parts.anna;
    this.bob = parts.bob;
  }

  static async start(options: Pick<TestAppOptions, 'clock'> = {}): Promise<MobileBed> {
    const app = await testApp({
      ...options,
      archive: async (_id, from, to) => [{ from: Math.max(from, to - 60_500), duration: 60_000 }],
    });
    const billing = connect(app);
    billing.phones.set(ANNA, ['10', '101']).set(BOB, ['20']);
    billing.flats.set('10', 12);
    return new MobileBed({
      app,
      billing,
      a: await house(app, '10'),
      a2: await house(app, '101'),
      b: await house(app, '20'),
      foreign: await otherDomain(app),
      anna: (await signIn(app, ANNA)).token,
      bob: (await signIn(app, BOB)).token,
    });
  }

  async ask(path: string, body: unknown = {}, token: string = this.anna): Promise<Answer> {
    return await post(this.app, path, body, token);
  }

  /** As a media server asks. */
  async access(token: string, name: string, more = ''): Promise<Answer> {
    const path = `/api/accessfl?token=${encodeURIComponent(token)}&name=${name}${more}`;
    return await send(this.app, path, { method: 'GET' });
  }

  /** While the billing says this of the contract. */
  async whileBilling(uid: string, state: ContractState, run: () => Promise<void>): Promise<void> {
    this.billing.states.set(uid, state);
    try {
      await run();
    } finally {
      this.billing.states.delete(uid);
      for (const token of [this.anna, this.bob]) await this.ask('address/getAddressList', {}, token);
    }
  }
}

async function otherDomain(app: TestApp): Promise<MobileBed['foreign']> {
  const { sql } = app.core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
  const id = domain?.id ?? 0;
  const [o] = await sql<{ id: number }[]>`
    insert into organization (domain_id, title, outside_uid) values (${id}, 'x', '30') returning id`;
  const [f] = await sql<{ id: number }[]>`
    insert into folder (organization_id, title, path) values (${o?.id ?? 0}, 'x', '{}') returning id`;
  const [p] = await sql<{ id: number }[]>`select id from preset order by id limit 1`;
  const [c] = await sql<{ id: number }[]>`
    insert into camera (domain_id, name, organization_id, folder_id, preset_id) values (${id}, 'foreign', ${o?.id ?? 0}, ${f?.id ?? 0}, ${p?.id ?? 0}) returning id`;
  const [l] = await sql<{ id: number }[]>`
    insert into lock (domain_id, organization_id) values (${id}, ${o?.id ?? 0}) returning id`;
  const [d] = await sql<{ id: number }[]>`
    insert into door (domain_id, lock_id, camera_id) values (${id}, ${l?.id ?? 0}, ${c?.id ?? 0}) returning id`;
  return { camera: c?.id ?? 0, lock: l?.id ?? 0, door: d?.id ?? 0 };
}
