import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { EVENT_TYPES, EVENTS } from '../../src/core/events/event-types.ts';
import { newSecret } from '../../src/core/webhooks/endpoint.ts';

const guide = readFileSync(new URL('../../docs/guide/webhooks.md', import.meta.url), 'utf8');
const example = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

const secret = newSecret();
const body = JSON.stringify({
  type: 'camera.changed',
  timestamp: new Date().toISOString(),
  data: { object: { kind: 'camera', id: 17 }, actor: { kind: 'user', name: 'Анна' }, changes: {} },
});
const signed = (by: string) => {
  const at = new Date();
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': `${new Webhook(newSecret()).sign('evt_1', at, body)} ${new Webhook(by).sign('evt_1', at, body)}`,
  };
};

test('the guide lists every type of events as the registry has it', () => {
  const rows = EVENT_TYPES.map((type) => {
    const { object, data, about } = EVENTS[type];
    return `| \`${type}\` | ${object} | ${Object.keys(data)
      .map((field) => `\`${field}\``)
      .join(', ')} | ${about} |`;
  });
  const listed = guide.split('\n').filter((line) => /^\| `[\w.]+` \|/.test(line));
  expect(listed).toEqual(rows);
});

test('the receiver in Node.js takes what is signed, and nothing else', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  await once(free, 'close');
  const root = new URL('../..', import.meta.url);
  const args = ['--input-type=module', '-e', example('js')];
  const program = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, SECRET: secret, PORT: `${port}` },
  });
  const lines: string[] = [];
  program.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  try {
    const send = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body }).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(() => send(signed(secret)), { timeout: 20_000 }).toBe(204);
    expect(await send(signed(newSecret()))).toBe(401);
    await expect.poll(() => lines.join('')).toContain('evt_1 camera.changed camera 17');
  } finally {
    program.kill();
  }
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!hasPython)('the check by hand in Python agrees', () => {
  const ask = (headers: Record<string, string>) => {
    const lines = [
      example('python'),
      'import json, sys',
      'asked = json.load(sys.stdin)',
      'print(verify(asked["secret"], asked["headers"], asked["body"].encode()))',
    ];
    const input = JSON.stringify({ secret, headers, body });
    return spawnSync('python3', ['-c', lines.join('\n')], { input, encoding: 'utf8' }).stdout.trim();
  };
  expect(ask(signed(secret))).toBe('True');
  expect(ask(signed(newSecret()))).toBe('False');
  expect(ask({ ...signed(secret), 'webhook-timestamp': '1764500000' })).toBe('False');
});
