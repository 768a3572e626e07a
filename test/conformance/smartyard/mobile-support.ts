import { AskedBilling } from '../../../src/core/billing/asked-billing.ts';
import {
  type BillingConnector,
  type BillingRow,
  ConnectorError,
  type ContractState,
} from '../../../src/core/billing/connector.ts';
import { createCamera } from '../../../src/core/cameras/operations.ts';
import { giveDevices } from '../../../src/core/contracts/devices.ts';
import { createDoor } from '../../../src/core/doors/operations.ts';
import { createLock } from '../../../src/core/locks/operations.ts';
import { setPanel } from '../../../src/core/panels/operations.ts';
import { openSession } from '../../../src/core/sessions/sessions.ts';
import type { TestApp } from '../../support/app.ts';
import { type Answer, send } from './support.ts';

export const ANNA = '89101111111';
export const BOB = '89102222222';

/** A billing whose answers a test changes; each is asked for anew. */
export class TestBilling implements BillingConnector {
  readonly name = 'test';
  byDevice = false;
  readonly remarks = new Set<string>();
  readonly phones = new Map<string, readonly string[]>();
  readonly states = new Map<string, ContractState>();
  readonly devices = new Map<number, ContractState>();
  readonly rows = new Map<string, readonly BillingRow[]>();
  readonly flats = new Map<string, number | string>();
  down = false;

  async contractsOf(phone: string): Promise<readonly string[]> {
    this.#answer();
    return this.phones.get(phone) ?? [];
  }

  async stateOf(uid: string, deviceIds: readonly number[]) {
    this.#answer();
    const state = this.states.get(uid) ?? 'paid';
    if (!this.byDevice) return { state };
    return { devices: new Map(deviceIds.map((id) => [id, this.devices.get(id) ?? state])) };
  }

  async rowsOf(phone: string): Promise<readonly BillingRow[]> {
    this.#answer();
    return this.rows.get(phone) ?? [];
  }

  async apartmentOf(uid: string): Promise<string | null> {
    this.#answer();
    return this.flats.get(uid)?.toString() ?? null;
  }

  async close(): Promise<void> {}

  #answer(): void {
    if (this.down) throw new ConnectorError('unreachable', 'no connection');
  }
}

/** Connects it to a running server; nothing that it answered is as good as new a moment later. */
export function connect(app: TestApp, billing = new TestBilling()): TestBilling {
  const connector = new AskedBilling(billing, { cacheMs: 0, timeoutMs: 2000, trustMs: 72 * 3_600_000 });
  Object.assign(app.core, { connector });
  return billing;
}

/** While the billing cannot be asked; it is asked again right afterwards, which a server would wait with. */
export async function whileDown<T>(app: TestApp, billing: TestBilling, run: () => Promise<T>): Promise<T> {
  billing.down = true;
  try {
    return await run();
  } finally {
    billing.down = false;
    connect(app, billing);
  }
}

/** Somebody who signed in by telephone; the session's id is the app's token. */
export async function signIn(app: TestApp, phone: string): Promise<{ userId: number; token: string }> {
  const [known] = await app.core.sql<{ id: number }[]>`select id from app_user where sign_in_phone = ${phone}`;
  const [made] = known
    ? [known]
    : await app.core.sql<{ id: number }[]>`
        insert into app_user (domain_id, login, kind, sign_in_phone) values (1, ${phone}, 'subscriber', ${phone}) returning id`;
  const userId = made?.id ?? 0;
  return { userId, token: await openSession(app.core, userId, app.system.trace) };
}

/** An app's call: `/api/<path>`. */
export async function post(app: TestApp, path: string, body: unknown, token?: string): Promise<Answer> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return await send(app, `/api/${path}`, { body, headers: { 'content-type': 'application/json', ...authorization } });
}

export interface House {
  readonly uid: string;
  readonly organization: number;
  readonly camera: number;
  readonly cameraName: string;
  readonly lock: number;
  readonly door: number;
}

const UUID = 'aaaaaaaa-bbbb-4ccc-8ddd-';

/** A contract with a panel's camera, a lock and the door between them, all of the provider's. */
export async function house(
  app: TestApp,
  uid: string,
  { command = '', sipId }: { command?: string; sipId?: number } = {},
): Promise<House> {
  const { core, system } = app;
  const number = uid.padStart(12, '0');
  const camera = await createCamera(core, system, {
    name: `${UUID}${number}`,
    title: `Подъезд ${uid}`,
    streamUrl: 'fake://clock',
    coordinates: '55.75 37.61',
    postalAddress: `Тверская, ${uid}`,
  });
  const lock = await createLock(core, system, { title: `Замок ${uid}`, postalAddress: `Тверская, ${uid}` });
  await setPanel(core, system, camera.id, {
    model: 'beward',
    dtmf: '7',
    sipId: sipId ?? null,
    sipPassword: `sip+${uid}&=`,
  });
  const door = await createDoor(core, system, {
    lockId: lock.id,
    cameraId: camera.id,
    entrance: 1,
    name: 'Подъезд',
    command,
  });
  const { organizationId } = await giveDevices(core, system, { uid }, [camera.id, lock.id]);
  await core.feed.settled();
  return {
    uid,
    organization: organizationId,
    camera: camera.id,
    cameraName: camera.name,
    lock: lock.id,
    door: door.id,
  };
}

export const row = (more: Partial<BillingRow> = {}): BillingRow => ({
  uid: null,
  login: '00101',
  address: 'г. Москва, ул. Тверская, д 1 кв. 1',
  services: {
    internet: { price: 100, until: '2025-11-12' },
    tv: { price: 0, until: null },
    phone: { price: 0, until: null },
    cameras: { price: 100.5, until: '2025-11-12', name: 'Умное пространство' },
  },
  balance: 50,
  payment: 500,
  mayShowInvoices: true,
  mayShowDetails: false,
  mayShowReceipt: true,
  ...more,
});
