import { connect, type Socket } from 'node:net';
import { diagnose } from '../ffmpeg/messages.ts';

/** A camera on a bad line answers within two or three. */
const LIMIT_MS = 10_000;
const RTSP_PORT = 554;
/** What ffmpeg would say, so that the operator reads the same, whoever has asked. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
};
const NO_RTSP = 'Invalid data found when processing input';

/**
 * Asks a camera that failed the last time whether it speaks RTSP, before ffmpeg is started for it: a start costs a
 * hundred times as much, and eighty dead cameras that are tried again and again would keep a core from the living ones.
 * `url` has an address for a host; credentials are not sent. Why it is of no use; undefined: it answers, or is none that
 * can be asked so.
 */
export async function knock(url: string, signal: AbortSignal, limitMs = LIMIT_MS): Promise<string | undefined> {
  if (!/^rtsp:/i.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || RTSP_PORT) });
  const target = `rtsp://${hostname}:${port || RTSP_PORT}${pathname}${search}`;
  const word = await answer(socket, target, signal, limitMs);
  socket.destroy();
  return word === undefined ? undefined : diagnose(word, url).text;
}

function answer(socket: Socket, target: string, signal: AbortSignal, limitMs: number): Promise<string | undefined> {
  return new Promise((done) => {
    const limit = setTimeout(() => done(socket.connecting ? WORDS.ETIMEDOUT : NO_RTSP), limitMs);
    const leave = () => done(undefined);
    signal.addEventListener('abort', leave, { once: true });
    socket.once('close', () => {
      clearTimeout(limit);
      signal.removeEventListener('abort', leave);
      done(NO_RTSP);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => done(WORDS[error.code ?? ''] ?? NO_RTSP));
    socket.once('connect', () => socket.write(`OPTIONS ${target} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Vedette\r\n\r\n`));
    socket.once('data', (data: Buffer) => done(data.toString('latin1', 0, 5) === 'RTSP/' ? undefined : NO_RTSP));
  });
}
