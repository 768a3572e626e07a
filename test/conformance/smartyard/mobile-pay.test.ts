import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn, withKey } from '../../support/api-client.ts';
import { ADMIN } from '../../support/app.ts';
import { MobileBed, OFF, OK } from './mobile-bed.ts';
import { ANNA, row } from './mobile-support.ts';

let bed: MobileBed;
beforeAll(async () => {
  bed = await MobileBed.start();
});
afterAll(async () => await bed.app.close());

const prepare = (body: unknown, token?: string) => bed.ask('pay/prepare', body, token);

async function prepared(amount = '100.50'): Promise<string> {
  return (await prepare({ clientId: '10', amount })).json.data as string;
}

async function balance(): Promise<string> {
  const at = `/organizations/${bed.a.organization}/balance`;
  return (await withKey(bed.app, ADMIN.apiKey).get(at)).body.balances[0].amount;
}

describe('pay/prepare', () => {
  test('answers the id of a payment for the contract, and books nothing', async () => {
    const { status, json } = await prepare({ clientId: '10', amount: '100.50' });
    expect(status).toBe(200);
    expect(json).toEqual({ ...OK, data: expect.stringMatching(/^vp[0-9a-f]{20}$/) });
    const [kept] = await bed.app.core.sql`
      select organization_id, amount::text as amount, currency, entry_id from prepared_payment where id = ${json.data as string}`;
    expect(kept).toEqual({ organizationId: bed.a.organization, amount: '10050', currency: 'RUB', entryId: null });
    expect(await balance()).toBe('0.00');
  });

  test.each([[100], ['100,5'], ['1 000.00']])('takes the sum %j', async (amount) => {
    expect((await prepare({ clientId: '10', amount })).status).toBe(200);
  });

  test.each([[undefined], [''], ['x'], ['0'], ['-5'], ['1.001'], ['1,234']])('refuses the sum %j', async (amount) => {
    expect((await prepare({ clientId: '10', amount })).status).toBe(422);
  });

  test('knows a contract by the login of the billing’s rows, unless two have it', async () => {
    bed.billing.rows.set(ANNA, [row({ uid: '10', login: '00101' }), row({ uid: '101', login: '00102' })]);
    expect((await prepare({ clientId: '00102', amount: '5' })).status).toBe(200);
    bed.billing.rows.set(ANNA, [row({ uid: '10' }), row({ uid: '101' })]);
    expect((await prepare({ clientId: '00101', amount: '5' })).status).toBe(404);
  });

  test.each(['20', '30', 'none'])(
    'of the contract %s, which is not the caller’s, is refused like an unknown one',
    async (clientId) => {
      const { status, json } = await prepare({ clientId, amount: '5' });
      expect([status, json]).toEqual([404, OFF]);
    },
  );
});

describe('pay/register', () => {
  test('notes the provider’s id, the first word stands, and no money comes of it', async () => {
    const id = await prepared();
    expect((await bed.ask('pay/register', { orderNumber: id, amount: 10_050 })).json).toEqual({
      ...OK,
      data: { orderId: id },
    });
    const told = { orderNumber: id, orderId: 'sber-1' };
    expect((await bed.ask('pay/register', told)).json).toEqual({ ...OK, data: { orderId: 'sber-1' } });
    await bed.ask('pay/register', { orderNumber: id, orderId: 'sber-2' });
    const [kept] = await bed.app.core.sql`
      select provider_id, registered_at is not null as registered, entry_id from prepared_payment where id = ${id}`;
    expect(kept).toEqual({ providerId: 'sber-1', registered: true, entryId: null });
    expect(await balance()).toBe('0.00');
  });

  test('knows nobody else’s payment', async () => {
    const id = await prepared();
    expect((await bed.ask('pay/register', { orderNumber: id }, bed.bob)).status).toBe(404);
    expect((await bed.ask('pay/register', { orderNumber: 'vp0' })).status).toBe(404);
    expect((await bed.ask('pay/register', {})).status).toBe(422);
  });
});

test('the gateway that names a prepared payment books it, for the contract that it was prepared for', async () => {
  const admin = await signedIn(bed.app, ADMIN.login, ADMIN.password);
  const gateway = (await admin.post('/payments/gateways', { name: 'Sber' })).body;
  const call = async (body: object) => {
    const text = JSON.stringify(body);
    const now = new Date();
    const response = await fetch(`${bed.app.url}/api/vedette/v1/payments/gateways/${gateway.id}/pay`, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'm',
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(gateway.secret).sign('m', now, text),
      },
    });
    return response.status;
  };
  const [one, two] = [await prepared('10'), await prepared('20')];
  expect(await call({ paymentId: '1', account: one, amount: '10.00', currency: 'RUB' })).toBe(200);
  expect(await call({ paymentId: '2', prepared: two, amount: '20.00', currency: 'RUB' })).toBe(200);
  expect(await balance()).toBe('30.00');
  const [unpaid] = await bed.app.core.sql<{ count: number }[]>`
    select count(*)::int as count from prepared_payment where id in (${one}, ${two}) and entry_id is null`;
  expect(unpaid?.count).toBe(0);
});
