import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { RtspServer } from '../../test/support/rtsp-server.ts';
import type { Probed } from '../core/cameras/source/camera-probe.ts';
import { EgressPolicy } from '../core/egress/policy.ts';
import { SourceProbe } from './probe.ts';

const SDP = 'v=0\r\nm=video 0 RTP/AVP 96\r\n';
const policy = new EgressPolicy({
  allow: ['127.0.0.0/8'],
  resolve: async (host) => {
    if (host === 'gone.example') throw new Error('ENOTFOUND');
    return [host === 'camera.example' ? '127.0.0.1' : '10.9.9.9'];
  },
});
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => void (await Promise.all(ends.map(async (end) => await end()))));

const check = async (url: string, networks: readonly string[] = []): Promise<Probed> =>
  await new SourceProbe(policy, 1500).check({ url, transport: undefined, networks });
const no = (reason: string) => ({ reachable: false, reason });
const YES = { reachable: true };

async function camera(options: ConstructorParameters<typeof RtspServer>[1] = {}, sdp = SDP): Promise<RtspServer> {
  const units = [{ track: 'video', dueMs: 0, key: true, payloads: [] }] as const;
  const server = await new RtspServer({ sdp, lengthMs: 1000, units, audioClock: 8000 }, options).start();
  ends.push(() => server.stop());
  return server;
}

async function listening(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  return (server.address() as AddressInfo).port;
}

test('a camera is there when it describes a video, with Basic and Digest, by name too', async () => {
  for (const auth of ['none', 'basic', 'digest'] as const) {
    const server = await camera({ auth, user: 'root', password: 'p@ss:wörd' });
    expect(await check(server.url()), auth).toEqual(YES);
    expect(await check(server.url().replace('127.0.0.1', 'camera.example')), auth).toEqual(YES);
  }
  expect(await check('fake://clock')).toEqual(YES);
});

test('wrong or missing credentials are told apart from a path that is not there and from no video', async () => {
  const server = await camera({ auth: 'digest', user: 'root', password: 'secret' });
  expect(await check(server.url().replace('secret', 'wrong'))).toEqual(no('wrong_credentials'));
  expect(await check(server.url('stream', false))).toEqual(no('wrong_credentials'));
  expect(await check((await camera({}, 'v=0\r\nm=audio 0 RTP/AVP 8\r\n')).url())).toEqual(no('no_stream'));
  const lost = await listening(
    createServer((socket) => socket.on('data', () => socket.write('RTSP/1.0 404 No\r\n\r\n'))),
  );
  expect(await check(`rtsp://127.0.0.1:${lost}/nothing`)).toEqual(no('not_found'));
  const web = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  expect(await check(`rtsp://127.0.0.1:${web}/`)).toEqual(no('no_stream'));
});

test('a camera that hangs up after its challenge is asked on a new connection', async () => {
  const port = await listening(
    createServer((socket) =>
      socket
        .on('error', () => undefined)
        .on('data', (data) => {
          if (!socket.writable) return;
          const request = data.toString();
          if (request.startsWith('OPTIONS')) socket.write('RTSP/1.0 200 OK\r\n\r\n');
          else if (request.includes('Authorization: Basic '))
            socket.end(`RTSP/1.0 200 OK\r\nContent-Length: ${SDP.length}\r\n\r\n${SDP}`);
          else socket.end('RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="c"\r\n\r\n');
        }),
    ),
  );
  expect(await check(`rtsp://u:p@127.0.0.1:${port}/`)).toEqual(YES);
});

test('nobody listens, nobody answers, nobody has that name', async () => {
  const server = createServer();
  const port = await listening(server);
  expect(await check(`rtsp://127.0.0.1:${port}/`)).toEqual(no('timeout'));
  expect(await check(`http://127.0.0.1:${port}/`)).toEqual(no('timeout'));
  expect(await check(`rtmp://127.0.0.1:${port}/live`)).toEqual(YES);
  expect(await check('rtsp://127.0.0.1:1/')).toEqual(no('unreachable'));
  expect(await check('rtmp://127.0.0.1:1/')).toEqual(no('unreachable'));
  expect(await check('http://127.0.0.1:1/')).toEqual(no('unreachable'));
  expect(await check('rtsp://gone.example/')).toEqual(no('unreachable'));
});

test("a name that leads outside of the organization's networks, or to what is refused, is not asked", async () => {
  const server = await camera();
  expect(await check(server.url(), ['127.0.0.0/30'])).toEqual(YES);
  expect(await check(server.url(), ['10.0.0.0/8'])).toEqual(no('not_allowed'));
  expect(await check(server.url().replace('127.0.0.1', 'camera.example'), ['10.0.0.0/8'])).toEqual(no('not_allowed'));
  expect(await check(`http://camera.example:${server.port}/`, ['10.0.0.0/8'])).toEqual(no('not_allowed'));
  expect(server.clients).toBe(0);
});

test('over HTTP the headers decide: an endless stream is there, a redirect is not followed', async () => {
  let asked = 0;
  const port = await listening(
    createHttp((request, response) => {
      asked += 1;
      const { url = '' } = request;
      const { authorization = '' } = request.headers;
      if (url === '/mjpeg') {
        response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace' });
        response.write('--frame');
      } else if (url === '/moved') response.writeHead(302, { location: '/mjpeg' }).end();
      else if (url === '/closed' && !authorization.startsWith('Digest username="u"'))
        response
          .writeHead(401, { 'www-authenticate': 'Digest realm="c", nonce="n", qop="auth", Basic realm="c"' })
          .end();
      else response.writeHead(url === '/closed' ? 200 : 404).end();
    }),
  );
  expect(await check(`http://127.0.0.1:${port}/mjpeg`)).toEqual(YES);
  expect(await check(`http://127.0.0.1:${port}/other`)).toEqual(no('not_found'));
  expect(await check(`http://u:p@127.0.0.1:${port}/closed`)).toEqual(YES);
  expect(await check(`http://127.0.0.1:${port}/closed`)).toEqual(no('wrong_credentials'));
  asked = 0;
  expect(await check(`http://127.0.0.1:${port}/moved`)).toEqual(no('no_stream'));
  expect(asked).toBe(1);
});
