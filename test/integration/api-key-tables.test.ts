import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSpreadsheet } from '../../src/tables/spreadsheets.ts';
import { writeWorkbook } from '../../src/tables/write-workbook.ts';
import type { Client } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let admin: Client;
let a: Tenant;
let b: Tenant;
beforeAll(async () => {
  app = await testApp();
  admin = await administrator(app);
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  for (const [at, { camera }] of [a, b].entries())
    expect(
      (await admin.put(`/cameras/${camera}/panel`, { model: 'beward', address: `10.1.2.${at}:8080` })).status,
    ).toBe(200);
  await admin.patch(`/organizations/${a.organization}`, { contractNumber: 'Д-1', flat: '11а' });
  await admin.patch(`/organizations/${b.organization}`, { contractNumber: 'Д-2', flat: '12' });
  expect((await admin.put(`/organizations/${b.organization}/devices/${a.lock}`)).status).toBe(200);
});
afterAll(async () => await app.close());

const at = () => `/cameras/${a.camera}/panel/key-table`;
const SYSTEM = { authorization: `Bearer ${ADMIN.apiKey}` };

async function look(rows: readonly (readonly string[])[] | Uint8Array, query = '') {
  const body = rows instanceof Uint8Array ? rows : writeWorkbook('Keys', rows);
  const response = await fetch(`${app.url}/api/vedette/v1${at()}${query}`, {
    method: 'POST',
    headers: { ...SYSTEM, 'content-type': 'application/octet-stream' },
    body: Buffer.from(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const commit = async (hash: string) => await admin.post(`${at()}/${hash}/commit`);
const digitsOf = async (organization: number): Promise<string[]> =>
  (await admin.get(`/organizations/${organization}/keys`)).body.items.map(({ digits }: { digits: string }) => digits);
const HEAD = ['Flat', 'Key', 'Comment', 'Contract'];

describe('a table of keys', () => {
  test('is looked at, changes nothing, and is taken once by its hash', async () => {
    const { status, body } = await look([HEAD, ['11', '00000075bcd01a', 'blue', ''], ['12', 'abcd', '', 'Д-2']]);
    expect({ status, ...body.counts }).toEqual({ status: 200, add: 2, comment: 0, remove: 0, same: 0, faulty: 0 });
    expect(body.differences[0]).toMatchObject({
      action: 'add',
      flat: '11а',
      digits: '00000075bcd01a',
      comment: 'blue',
    });
    expect(await digitsOf(a.organization)).toEqual(['c0ffee']);
    expect(await commit(body.hash)).toMatchObject({ status: 200, body: { add: 2, comment: 0, remove: 0 } });
    expect(await digitsOf(a.organization)).toEqual(['c0ffee', '00000075bcd01a']);
    expect(await digitsOf(b.organization)).toContain('abcd');
    expect(await commit(body.hash)).toMatchObject({ status: 404, body: { error: { reason: 'key_table_gone' } } });
    const onPanel = await admin.get(`/cameras/${a.camera}/panel/keys?search=75bcd01a`);
    expect(onPanel.body.items).toMatchObject([{ digits: '00000075bcd01a' }]);
  });

  test('what is downloaded changes nothing when it is sent in again', async () => {
    const response = await fetch(`${app.url}/api/vedette/v1/cameras/${a.camera}/panel/keys.xlsx`, { headers: SYSTEM });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const rows = await readSpreadsheet(bytes, 100);
    expect(rows[0]?.cells.map(({ text }) => text)).toEqual(HEAD);
    const { body } = await look(bytes, '?replace=true');
    expect(body.counts).toMatchObject({ add: 0, comment: 0, remove: 0, faulty: 0, same: rows.length - 1 });
  });

  test('rows with faults are named and left out; with them nothing is replaced', async () => {
    const rows = [HEAD, ['99', 'aa01', '', ''], ['11', 'not hex', '', ''], ['11', 'aa02', '', '']];
    const added = (await look(rows)).body;
    expect(added.faults).toMatchObject([
      { line: 2, column: 'flat', reason: 'flat_not_at_panel', params: { flat: '99' } },
      { line: 3, column: 'key', reason: 'key_malformed' },
    ]);
    const replaced = (await look(rows, '?replace=true')).body;
    expect(await commit(replaced.hash)).toMatchObject({ status: 409, body: { error: { reason: 'key_table_faulty' } } });
    expect(await digitsOf(a.organization)).toContain('c0ffee');
    expect((await commit(added.hash)).body).toEqual({ add: 1, comment: 0, remove: 0 });
  });

  test('one that replaces takes away what it does not have, at this panel alone', async () => {
    const { body } = await look(Buffer.from('Квартира;Ключ;Комментарий\r\n11а;C0FFEE;Мама\r\n'), '?replace=true');
    expect(body.counts).toMatchObject({ comment: 1, faulty: 0 });
    expect((await commit(body.hash)).status).toBe(200);
    expect(await digitsOf(a.organization)).toEqual(['c0ffee']);
    expect(await digitsOf(b.organization)).toEqual([]);
    const { items } = (await admin.get(`/organizations/${a.organization}/keys`)).body;
    expect(items).toMatchObject([{ digits: 'c0ffee', comment: 'Мама' }]);
  });

  test('what has changed since it was looked at is not written over', async () => {
    const { body } = await look([HEAD, ['11', 'dd01', '', '']]);
    await admin.post(`/organizations/${a.organization}/keys`, { digits: 'dd01', comment: 'by hand' });
    expect(await commit(body.hash)).toMatchObject({ status: 409, body: { error: { reason: 'key_table_changed' } } });
  });

  test('two that are taken at once do not add a key twice', async () => {
    const one = (await look([HEAD, ['11', 'ee01', '', ''], ['11', 'ee02', '', '']])).body;
    const other = (await look([HEAD, ['11', 'ee02', '', ''], ['11', 'ee03', '', '']])).body;
    const answers = await Promise.all([commit(one.hash), commit(other.hash)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test.each([
    ['no file at all', new Uint8Array(), 'table_empty'],
    ['a picture', Buffer.from('PK\u0003\u0004not a workbook'), 'table_unreadable'],
    ['no column of keys', writeWorkbook('Keys', [['Flat'], ['1']]), 'table_column_missing'],
  ])('%s is refused in words', async (_, bytes, reason) => {
    expect(await look(bytes)).toMatchObject({ status: 400, body: { error: { reason } } });
  });

  test('a table with more rows than panels keep keys is refused', async () => {
    const rows = Array.from({ length: 20_002 }, (_, n) => `11;${n.toString(16)}`);
    const { body } = await look(Buffer.from(`Flat;Key\n${rows.join('\n')}`));
    expect(body.error).toMatchObject({ reason: 'table_too_long' });
  });

  test('a table that was looked at for another panel is not there', async () => {
    const { body } = await look([HEAD, ['11', 'ff01', '', '']]);
    expect((await admin.post(`/cameras/${b.camera}/panel/key-table/${body.hash}/commit`)).status).toBe(404);
    expect((await commit(body.hash)).status).toBe(200);
  });
});
