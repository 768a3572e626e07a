import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { blockOrganization } from '../../src/core/blocks/operations.ts';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { importCameras } from '../../src/core/cameras/import/import.ts';
import { createCamera, deleteCamera } from '../../src/core/cameras/operations.ts';
import { reportStreamStates } from '../../src/core/cameras/recording/stream-events.ts';
import type { StreamReport } from '../../src/core/cameras/recording/streams.ts';
import { changeSettings } from '../../src/core/domains/settings.ts';
import { EVENTS, type EventType } from '../../src/core/events/event-types.ts';
import { issueInvoice } from '../../src/core/invoices/issuing.ts';
import { voidInvoice } from '../../src/core/invoices/voiding.ts';
import { correctBalance } from '../../src/core/ledger/corrections.ts';
import { payIn } from '../../src/core/ledger/operations.ts';
import { refundPayment } from '../../src/core/ledger/refunds.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { closeMonth } from '../../src/core/rating/months.ts';
import { rateDay } from '../../src/core/rating/rate.ts';
import { setRequisites } from '../../src/core/requisites/operations.ts';
import { changeUser, createUser } from '../../src/core/users/operations.ts';
import { createEndpoint, deleteEndpoint, endpoints } from '../../src/core/webhooks/operations.ts';
import { write } from '../../src/core/write.ts';
import { rateDay as chargeDay } from '../support/charges.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';
import { RUSSIAN_SELLER } from '../support/requisites.ts';

let t: TestCore;
let organizationId = 0;
beforeAll(async () => {
  t = await testCore();
});
afterAll(async () => await t.close());
beforeEach(async () => {
  for (const { id } of await endpoints(t.core, SYSTEM)) await deleteEndpoint(t.core, SYSTEM, id);
  await t.core.sql`delete from domain_event`;
  organizationId = (await createOrganization(t.core, SYSTEM, { title: 'Birch' })).id;
});

const want = (...types: string[]) => createEndpoint(t.core, SYSTEM, { url: 'https://example.net/hook', types });

interface Told {
  readonly type: EventType;
  readonly objectKind: string;
  readonly objectId: number;
  readonly data: Record<string, unknown>;
}

async function told(): Promise<readonly Told[]> {
  const rows = await t.core.sql<Told[]>`
    select type, object_kind, object_id, data from domain_event order by id`;
  for (const { type, objectKind, data } of rows) {
    expect(EVENTS[type].object).toBe(objectKind);
    expect(Object.keys(data).sort()).toEqual(['actor', 'object', ...Object.keys(EVENTS[type].data)].sort());
  }
  return rows;
}
const types = async () => (await told()).map(({ type }) => type);

describe('where nobody wants to hear', () => {
  test('nothing is written, neither of single changes nor of an import', async () => {
    await want('money');
    const camera = await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate' });
    await changeCamera(t.core, SYSTEM, { id: camera.id }, { title: 'Yard' });
    await importCameras(t.core, SYSTEM, [{ key: '1', camera: { organizationId, title: 'Lift' } }]);
    expect(await types()).toEqual([]);
    expect(t.core.wanted.any(2)).toBe(false);
    expect(t.core.wanted.wants(1, 'camera.created')).toBe(false);
  });

  test('an endpoint that is switched off leaves nothing either', async () => {
    await createEndpoint(t.core, SYSTEM, { url: 'https://example.net/', types: ['*'], enabled: false });
    await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate' });
    expect(await types()).toEqual([]);
  });
});

describe('provisioning', () => {
  test('each change of a camera, through the queue, an import and a removal, is told in its order', async () => {
    await want('provisioning');
    const camera = await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate' });
    await Promise.all(['one', 'two'].map((title) => changeCamera(t.core, BILLING, { id: camera.id }, { title })));
    await changeCamera(t.core, BILLING, { id: camera.id }, { enabled: false });
    await importCameras(t.core, SYSTEM, [
      { key: '1', camera: { name: camera.name, title: 'Imported' } },
      { key: '2', camera: { organizationId, title: 'Lift', streamUrl: 'rtsp://root:s3cret@10.0.0.1/a' } },
    ]);
    await changeCamera(t.core, SYSTEM, { id: camera.id }, { title: 'Imported' });
    await deleteCamera(t.core, SYSTEM, { id: camera.id });
    const all = await told();
    expect(all.filter(({ objectId }) => objectId === camera.id).map(({ type }) => type)).toEqual([
      ...['camera.created', 'camera.changed', 'camera.changed', 'camera.blocked', 'camera.changed', 'camera.deleted'],
    ]);
    const other = all.find(({ objectId }) => objectId !== camera.id);
    expect(other).toMatchObject({ type: 'camera.created', data: { values: { title: 'Lift', organizationId } } });
    expect(all.find(({ type }) => type === 'camera.blocked')?.data).toMatchObject({
      actor: { kind: 'client', name: 'domain_1_via_apikey' },
      source: 'billing',
    });
    expect(JSON.stringify(all)).not.toContain('s3cret');
  });

  test('an organization that goes takes its cameras and users with it, and each of them is told', async () => {
    const user = await createUser(t.core, SYSTEM, { login: 'anna', password: 'secret-one' }, organizationId);
    const camera = await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate' });
    await want('*');
    await changeUser(t.core, SYSTEM, user.id, { password: 'secret-two' });
    await blockOrganization(t.core, SYSTEM, organizationId, { source: 'billing', reason: 'debt' });
    await deleteOrganization(t.core, SYSTEM, organizationId, { force: true, users: true });
    const all = await told();
    expect(all.map(({ type, objectId }) => [type, objectId])).toEqual([
      ['user.changed', user.id],
      ['organization.blocked', organizationId],
      ['camera.deleted', camera.id],
      ['user.deleted', user.id],
      ['organization.deleted', organizationId],
    ]);
    expect(JSON.stringify(all)).not.toContain('secret-two');
  });

  test('what is rolled back was never told, and each endpoint gets what it wants', async () => {
    await want('camera.created');
    await want('camera.created', 'camera.deleted');
    const camera = await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate' });
    const torn = write(t.core, SYSTEM, { type: 'settings.change' }, async (tx) => {
      tx.changed({ action: 'delete', objectKind: 'camera', objectId: camera.id, changes: { name: ['x', null] } });
      await tx.sql`select 1`;
      throw new Error('torn');
    });
    await expect(torn).rejects.toThrow('torn');
    await deleteCamera(t.core, SYSTEM, { id: camera.id });
    const rows = await t.core.sql<{ type: string; deliveries: number }[]>`
      select e.type, count(d.id)::int as deliveries from domain_event e left join webhook_delivery d on d.event_id = e.id
      group by e.id order by e.id`;
    expect(rows.map(({ type, deliveries }) => [type, deliveries])).toEqual([
      ['camera.created', 2],
      ['camera.deleted', 1],
    ]);
  });
});

test('money: payments, refunds, corrections, the floor and what lifts its block', async () => {
  await want('*');
  await changeSettings(t.core, SYSTEM, { charging: 'prepaid' });
  const pay = async (amountMinor: bigint, outsideId?: string) =>
    await payIn(t.core, BILLING, { organizationId, amountMinor, ...(outsideId ? { outsideId } : {}) });
  const payment = await pay(10_000n, 'P-1');
  await pay(10_000n, 'P-1');
  await refundPayment(t.core, SYSTEM, { organizationId, paymentId: payment, amountMinor: 2500n, reason: 'double' });
  await correctBalance(t.core, SYSTEM, { organizationId, amountMinor: -8000n, reason: 'as agreed' });
  await pay(1000n);
  const all = (await told()).map(({ type, data: { actor: _, object: __, ...data } }) => [type, data]);
  expect(all).toEqual([
    ['payment.received', { entryId: payment, amount: '100.00', currency: 'RUB', outsideId: 'P-1', comment: '' }],
    [
      'payment.refunded',
      expect.objectContaining({ amount: '-25.00', paymentId: payment, outsideId: null, comment: 'double' }),
    ],
    ['correction.entered', expect.objectContaining({ amount: '-80.00', comment: 'as agreed' })],
    ['balance.blocked', { balance: '-5.00', currency: 'RUB' }],
    ['balance.low', { balance: '-5.00', currency: 'RUB', lastsUntil: null }],
    ['organization.blocked', { source: 'billing', reason: 'balance' }],
    ['payment.received', expect.objectContaining({ amount: '10.00' })],
    ['balance.restored', { balance: '5.00', currency: 'RUB' }],
    ['organization.unblocked', { source: 'billing' }],
  ]);
  await changeSettings(t.core, SYSTEM, { charging: 'none' });
});

test('a rated day is told once, and again when it is repeated', async () => {
  await want('day.rated');
  await changeSettings(t.core, SYSTEM, { charging: 'postpaid' });
  await t.core.sql`update domain set charging_from = '2026-01-01'`;
  await rateDay(t.core, SYSTEM, '2026-01-01');
  await rateDay(t.core, SYSTEM, '2026-01-01');
  expect((await told()).map(({ data: { day, first } }) => [day, first])).toEqual([
    ['2026-01-01', true],
    ['2026-01-01', false],
  ]);
  await changeSettings(t.core, SYSTEM, { charging: 'none' });
});

test('a camera goes away once, and comes back once; a start is neither', async () => {
  const camera = await createCamera(t.core, SYSTEM, { organizationId, title: 'Gate', streamUrl: 'rtsp://10.0.0.9/a' });
  const lazy = await createCamera(t.core, SYSTEM, {
    ...{ organizationId, title: 'Shed', streamUrl: 'rtsp://10.0.0.9/b', onDemand: true },
  });
  const report = (cameraId: number, alive: boolean, error: string | null = null): StreamReport => ({
    ...{ cameraId, alive, error, aliveSince: null, bitrate: null, recordingError: null, videoCodec: null },
    ...{
      audioCodec: null,
      width: null,
      height: null,
      restarts: 0,
      archiveBytes: 0,
      archiveFrom: null,
      archiveTo: null,
    },
  });
  await want('status');
  for (const reports of [
    [report(camera.id, false), report(lazy.id, false)],
    [report(camera.id, true)],
    [report(camera.id, false, 'no route'), report(lazy.id, false, 'no route')],
    [report(camera.id, false, 'no answer')],
    [report(camera.id, false)],
    [report(camera.id, true)],
    [report(camera.id, true)],
  ])
    await reportStreamStates(t.core, reports);
  expect((await told()).map(({ type, data }) => [type, data])).toEqual([
    ['camera.offline', expect.objectContaining({ name: camera.name, error: 'no route' })],
    ['camera.online', expect.objectContaining({ name: camera.name })],
  ]);
});

test('invoices: issued, paid by a payment, and made void', async () => {
  await setRequisites(t.core, SYSTEM, { ...RUSSIAN_SELLER, daysToPay: null });
  await chargeDay(t.core, '2001-05-03', [{ organizationId, amount: 100n }]);
  await closeMonth(t.core, SYSTEM, '2001-05');
  await want('invoice.issued', 'invoice.paid', 'invoice.voided');
  const [id = 0] = await issueInvoice(t.core, SYSTEM, organizationId, '2001-05');
  await payIn(t.core, BILLING, { organizationId, amountMinor: 99n });
  await payIn(t.core, BILLING, { organizationId, amountMinor: 1n });
  await voidInvoice(t.core, SYSTEM, id, 'wrong address');
  const number = expect.stringMatching(/^\d{4}-000001$/);
  const invoice = { invoiceId: id, number, month: '2001-05', total: '1.00', currency: 'RUB' };
  expect(
    (await told()).map(({ type, objectId, data: { actor: _, object: __, ...data } }) => [type, objectId, data]),
  ).toEqual([
    ['invoice.issued', organizationId, { ...invoice, dueOn: null }],
    ['invoice.paid', organizationId, invoice],
    [
      'invoice.voided',
      organizationId,
      { ...invoice, creditNote: expect.stringMatching(/^CN\d{4}-000001$/), reason: 'wrong address' },
    ],
  ]);
});

test('the events of one write keep its order, and the deliveries theirs', async () => {
  for (let i = 0; i < 3; i++) await want('money');
  const sums = Array.from({ length: 300 }, (_, i) => `${i}.00`);
  await write(t.core, SYSTEM, { type: 'settings.change' }, async (tx) => {
    for (const [entryId, amount] of sums.entries())
      tx.happened('correction.entered', organizationId, {
        entryId,
        amount,
        currency: 'RUB',
        outsideId: null,
        comment: '',
      });
  });
  expect((await told()).map(({ data }) => data.amount)).toEqual(sums);
  const rows = await t.core.sql<{ endpointId: number; eventId: number }[]>`
    select endpoint_id, event_id from webhook_delivery where event_id in (select id from domain_event) order by id`;
  const [first] = rows;
  const events = rows.filter(({ endpointId }) => endpointId === first?.endpointId).map(({ eventId }) => eventId);
  expect(events).toEqual(events.toSorted((a, b) => a - b));
  expect(rows).toHaveLength(3 * sums.length);
});
