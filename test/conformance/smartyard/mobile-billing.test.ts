import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { ANNA, house, post, signIn } from './mobile-support.ts';

/** The functions of `smartyard_bill.py` as a provider writes them, with its very values. */
const FUNCTIONS = `
export const uidFrom = (phone: number) => (phone === ${ANNA} ? [10, 101] : []);
export const camsActiv = () => ({ cams_open: true, cams_paid: true });
export const flatFromUid = (uid: number) => (uid === 10 ? 1 : 2);
export function billingList(userphone: number) {
  return uidFrom(userphone).map(() => ({
    login: '00101', address: 'г. Москва, ул. Тверская, д 1 кв. 1',
    internet: 100.0, internetdata: '2025-11-12', tv: 0.0, tvdata: '', phone: 0.0, phonedata: '',
    cams: 100.0, camsdata: '2025-11-12', camsname: 'Умное пространство',
    balans: 50.0, payment: 500.0, invoice: true, detail: true, receipt: true,
  }));
}
`;

/** As Python writes that row. */
const ROW =
  '{"login":"00101","address":"г. Москва, ул. Тверская, д 1 кв. 1","internet":100.0,"internetdata":"2025-11-12",' +
  '"tv":0.0,"tvdata":"","phone":0.0,"phonedata":"","cams":100.0,"camsdata":"2025-11-12","camsname":"Умное пространство",' +
  '"balans":50.0,"payment":500.0,"invoice":true,"detail":true,"receipt":true}';

const folder = mkdtempSync(join(tmpdir(), 'vedette-connector-'));
let app: TestApp;
let token: string;

beforeAll(async () => {
  writeFileSync(join(folder, 'bill.ts'), FUNCTIONS);
  writeFileSync(join(folder, 'connector.json'), JSON.stringify({ kind: 'module', file: 'bill.ts' }));
  app = await testApp({ env: { CONNECTOR: join(folder, 'connector.json') } });
  await house(app, '10');
  token = (await signIn(app, ANNA)).token;
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the provider's own functions: its rows reach the app as it wrote them", async () => {
  const { status, text } = await post(app, 'user/getBillingList', {}, token);
  expect(status).toBe(200);
  expect(text).toBe(`{"code":200,"name":"OK","message":"Хорошо","data":[${ROW},${ROW}]}`);
});

test('both contracts are houses, the second without any device yet', async () => {
  const { json } = await post(app, 'address/getAddressList', {}, token);
  expect(json.data).toMatchObject([
    { houseId: '10', address: 'г. Москва, ул. Тверская, д 1 кв. 1', doors: [{ entrance: '1' }], cctv: 1 },
    { houseId: '101', doors: [], cctv: 0 },
  ]);
  const settings = await post(app, 'address/getSettingsList', {}, token);
  expect(settings.json.data).toMatchObject([
    { houseId: '10', flatNumber: '1', contractName: 'Договор 00101' },
    { houseId: '101', flatNumber: '2' },
  ]);
  expect((await post(app, 'cctv/all', { houseId: '10' }, token)).json.data).toHaveLength(1);
  expect((await post(app, 'cctv/all', { houseId: '101' }, token)).json.data).toEqual([]);
});
