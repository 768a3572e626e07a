import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { install } from './support/installation.ts';
import { median, report } from './support/result.ts';
import { load, request } from './support/wire.ts';

const ROUNDS = 5;
const MS = 3000;
const AT_ONCE = 64;
const BARE = `require('node:http').createServer((q, s) => { s.writeHead(200, { 'content-type': 'application/json', 'content-length': 11 }); s.end('{"ok":true}'); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

const { server, headers, close } = await install();
const bare = spawn(process.execPath, ['-e', BARE], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const [line] = (await once(bare.stdout, 'data')) as [Buffer];
  const barePort = Number(line.toString());
  const token = await provision();
  const query = new URLSearchParams({
    name: 'auth-camera',
    proto: 'hls',
    ip: '10.0.0.9',
    request_type: 'new_session',
    request_number: '0',
    session_id: '6f0e',
    stream_clients: '1',
    total_clients: '1',
    token,
  });
  const ask = request('GET', `/vsaas/api/camera_auth?${query}`, {});
  const constant = request('GET', `/vsaas/api/camera_auth?${query}`, {});
  const ours: number[] = [];
  const limit: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const us = await load(server.port, AT_ONCE, MS, () => ask);
    const them = await load(barePort, AT_ONCE, MS, () => constant);
    if (round === 0) continue;
    ours.push(us.perSecond);
    limit.push(them.perSecond);
  }
  report({
    name: 'auth',
    question: 'How near does stream authorization with a token come to a server that only answers a constant?',
    measures: [
      {
        title: `GET camera_auth, ${AT_ONCE} connections, one core`,
        unit: 'requests/s',
        us: median(ours),
        limit: median(limit),
        limitIs: 'bare node:http answering a constant',
        wanted: { atLeast: 0.85 },
      },
    ],
    notes: { ours, limit },
  });
} finally {
  bare.kill();
  await close();
}

/** A subscriber with a camera; gives its playback token. */
async function provision(): Promise<string> {
  const call = async (path: string, body?: unknown, extra: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/vsaas/api/v2${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...extra, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Record<string, never>;
  };
  await call('/cameras', { name: 'auth-camera', stream_url: 'rtsp://10.0.0.1/1' });
  const user = await call('/users', { login: 'viewer', password: 'viewer' });
  await call('/organizations/1/folders/1/users', { user_id: user.id, can_view_dvr: 1 });
  const camera = (await call('/cameras/auth-camera', undefined, { 'x-vsaas-user': 'viewer' })) as unknown as {
    playback_config: { token: string };
  };
  return camera.playback_config.token;
}
