import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

const PIECE = Buffer.alloc(1_000_000, 'x');
const LENGTH = 95 * PIECE.length;

/** Sends pieces as fast as they are taken, until the server hangs up: its answer and what went out by then. */
async function send(path: string, headers: readonly string[], chunked: boolean, first = '') {
  const { port } = new URL(app.url);
  const socket = connect(Number(port), '127.0.0.1');
  const framing = chunked ? 'transfer-encoding: chunked' : `content-length: ${LENGTH + first.length}`;
  const piece = (data: Buffer | string) =>
    chunked
      ? Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), Buffer.from(data), Buffer.from('\r\n')])
      : data;
  let answer = '';
  let sent = 0;
  let open = true;
  socket.on('data', (data) => {
    answer += data.toString('latin1');
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      open = false;
      resolve();
    });
  });
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${[...headers, framing].join('\r\n')}\r\n\r\n`);
  if (first !== '') socket.write(piece(first));
  while (open && sent < LENGTH) {
    sent += PIECE.length;
    if (!socket.write(piece(PIECE)))
      await Promise.race([new Promise<void>((resolve) => void socket.once('drain', resolve)), closed]);
  }
  await closed;
  return { status: Number(answer.slice(9, 12)), sent };
}

const KEY = `x-vsaas-api-key: ${ADMIN.apiKey}`;
const JSON_TYPE = 'content-type: application/json';
const WATCHER = '/vsaas/api/v2/cameras/import';

test.each([
  ['nobody', WATCHER, [JSON_TYPE], 403, ''],
  ['nobody, elsewhere', '/vsaas/api/v2/users', [JSON_TYPE], 403, ''],
  ['nobody, our own API', '/api/vedette/v1/cameras', [JSON_TYPE], 401, ''],
  ['a wrong key', WATCHER, ['x-vsaas-api-key: wrong', JSON_TYPE], 403, ''],
  ['one text without end', WATCHER, [KEY, JSON_TYPE], 400, '["'],
  ['rubbish', WATCHER, [KEY, 'content-type: text/csv'], 400, ''],
  ['an error page', WATCHER, [KEY, 'content-type: text/csv'], 400, '<html>\n<body>\n'],
  ['a header and one cell without end', WATCHER, [KEY, 'content-type: text/csv'], 400, 'name,title\n'],
] as const)('a body that is refused is not read to its end: %s', async (_, path, headers, status, first) => {
  for (const chunked of [false, true]) {
    const result = await send(path, headers, chunked, first);
    expect(result.status).toBe(status);
    expect(result.sent).toBeLessThan(LENGTH / 2);
  }
});

test('a small body that is refused costs no connection', async () => {
  const answer = await fetch(`${app.url}${WATCHER}`, { method: 'POST', body: '[{"name":"x"}]' });
  expect([answer.status, answer.headers.get('connection')]).toEqual([403, 'keep-alive']);
});

test('a client of everyday gets the refusal, and not a broken connection', async () => {
  const body = PIECE.toString('latin1').repeat(40);
  const answer = await fetch(`${app.url}${WATCHER}`, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ success: false });
});
