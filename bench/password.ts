import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { load, request } from './support/wire.ts';

const ROUNDS = 3;
const MS = 3000;

const { server, headers, close } = await install();
try {
  const basic = `Basic ${Buffer.from(`${server.login}:${server.password}`).toString('base64')}`;
  const path = '/vsaas/api/v2/presets/1';
  const withKey: number[] = [];
  const withPassword: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const key = await load(server.port, 8, MS, () => request('GET', path, headers));
    const password = await load(server.port, 8, MS, () => request('GET', path, { authorization: basic }));
    if (round === 0) continue;
    withKey.push(1000 / key.perSecond);
    withPassword.push(1000 / password.perSecond);
  }
  report({
    name: 'password',
    question: 'What does a login and password with every call cost over an API key?',
    measures: [
      {
        title: 'GET /presets/1 with login and password',
        unit: 'ms',
        us: median(withPassword),
        limit: median(withKey),
        limitIs: 'the same call with an API key',
        wanted: { atMost: 1.1 },
      },
    ],
  });
} finally {
  await close();
}
