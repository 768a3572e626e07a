import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { MediaBed } from '../../../test/support/media-bed.ts';
import { makeFixture } from '../../../test/support/rtsp-fixture.ts';
import { RtspServer } from '../../../test/support/rtsp-server.ts';
import { knock } from './knock.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listening(take: (socket: Socket) => void): Promise<number> {
  const server = createServer(take);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as { port: number }).port;
}

async function closedPort(): Promise<number> {
  const port = await listening(() => undefined);
  await new Promise((done) => open.pop()?.close(done));
  return port;
}

const ask = (port: number, limitMs?: number) =>
  knock(`rtsp://user:secret@127.0.0.1:${port}/a?b=1`, new AbortController().signal, limitMs);

test('one that answers is tried, whatever it answers, and is sent no credentials', async () => {
  const camera = await new RtspServer(await makeFixture(), { auth: 'digest', user: 'u', password: 'p' }).start();
  expect(await ask(camera.port)).toBeUndefined();
  await camera.stop();
  let heard = '';
  const port = await listening((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', (data) => {
        heard += data;
        socket.write('RTSP/1.0 401 Unauthorized\r\n\r\n');
      });
  });
  expect(await ask(port)).toBeUndefined();
  expect(heard).toBe(`OPTIONS rtsp://127.0.0.1:${port}/a?b=1 RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Vedette\r\n\r\n`);
});

test('what is of no use is told in the words in which ffmpeg would be', async () => {
  expect(await ask(await closedPort())).toMatch(/^nothing listens on that port of the camera/);
  const noRtsp = /^the camera hangs up, is silent, or does not speak RTSP/;
  expect(await ask(await listening((socket) => socket.destroy()))).toMatch(noRtsp);
  expect(await ask(await listening((socket) => socket.on('error', () => undefined)), 50)).toMatch(noRtsp);
  expect(await ask(await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))).toMatch(noRtsp);
});

test('other sources are not asked', async () => {
  for (const url of ['fake://clock', 'http://127.0.0.1:1/a', 'rtmp://127.0.0.1:1/a', 'rtsps://127.0.0.1:1/a'])
    expect(await knock(url, new AbortController().signal)).toBeUndefined();
});

test('for a dead camera ffmpeg is started once, until it answers', async () => {
  const port = await closedPort();
  const bed = await MediaBed.start();
  try {
    let tries = 0;
    const { pinSource } = bed.control;
    bed.control.pinSource = async (spec) => {
      tries += 1;
      return await pinSource.call(bed.control, spec);
    };
    bed.control.put({ cameraId: 1, name: 'dead', url: `rtsp://127.0.0.1:${port}/a`, recording: undefined });
    await bed.control.until(() => (tries >= 4 ? true : undefined));
    const { error, restarts } = await bed.control.state(1, ({ alive }) => !alive);
    expect(error).toMatch(/^nothing listens on that port of the camera/);
    expect(restarts).toBe(0);
    const camera = await new RtspServer(await makeFixture(), { port }).start();
    await bed.control.state(1, ({ alive }) => alive, 20_000);
    await camera.stop();
  } finally {
    await bed.stop();
  }
});
