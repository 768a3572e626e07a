import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDemo } from '../../src/app/demo.ts';
import { signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ asksCameras: true });
});
afterAll(async () => await app.close());

test('the demo provider is made once, and each of its subscribers has a door that opens', async () => {
  await addDemo(app.core);
  await addDemo(app.core);
  for (const [login, door, uid] of [
    ['anna', 'Подъезд 1', '1007'],
    ['boris', 'Front door', '1012'],
  ] as const) {
    const client = await signedIn(app, login, 'demo');
    const { items } = (await client.get('/doors/mine')).body;
    expect(items).toMatchObject([
      { name: door, entrance: 1, open: true, barred: null, camera: { id: expect.any(Number) } },
    ]);
    expect((await client.get('/cameras?count=true')).body.total).toBe(5);
    const [contract] = await app.core.sql`select id from organization where outside_uid = ${uid}`;
    const keys = (await client.get(`/organizations/${contract?.id}/keys`)).body.items;
    expect(keys).toMatchObject([{ digits: `00000075bc${uid}` }]);
    expect((await client.post(`/doors/${items[0].id}/open`)).body).toMatchObject({ result: 'opened' });
    expect(items[0].contracts).toMatchObject([{ organizationId: contract?.id }]);
  }
});
