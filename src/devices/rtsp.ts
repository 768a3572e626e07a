import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { DEFAULT_PORTS, type SourceParts } from '../core/cameras/source/parts.ts';
import { authorization } from './authorization.ts';

export interface RtspAnswer {
  readonly status: number;
  /** Small letters; the values of a header that came more than once. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

const ANSWER_BYTES = 65_536;

/**
 * What a camera says of a stream: OPTIONS, then DESCRIBE with the credentials of the source where it asks for them.
 * `host` is an address already. Throws on errors of the connection, and when `signal` aborts.
 */
export async function describe(source: SourceParts, signal: AbortSignal): Promise<RtspAnswer> {
  const { host, port, protocol, path, login, password } = source;
  const at = port ?? DEFAULT_PORTS[protocol] ?? 554;
  const place = isIP(host) === 6 ? `[${host}]` : host;
  const target = `${protocol}://${place}${port === undefined ? '' : `:${port}`}${path}`;
  const talk = () => RtspTalk.open(host, at, protocol === 'rtsps', signal);
  let open = await talk();
  try {
    // Some want OPTIONS first; what they answer to it, a 401 too, decides nothing.
    await open.ask('OPTIONS', target);
    const first = await open.ask('DESCRIBE', target, ['Accept: application/sdp']);
    if (first.status !== 401 || (login === '' && password === '')) return first;
    const answer = authorization(first.headers.get('www-authenticate'), { login, password }, 'DESCRIBE', target);
    if (answer === undefined) return first;
    const headers = ['Accept: application/sdp', `Authorization: ${answer}`];
    try {
      return await open.ask('DESCRIBE', target, headers);
    } catch (error) {
      // Some hang up after a 401.
      if (!open.closed) throw error;
      open = await talk();
      return await open.ask('DESCRIBE', target, headers);
    }
  } finally {
    open.close();
  }
}

/** One connection: a question, its answer, the next question. */
class RtspTalk {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #sequence = 0;
  #wake: () => void = () => undefined;
  #failure: Error | undefined;
  /** No more will come. */
  closed = false;

  static async open(host: string, port: number, secure: boolean, signal: AbortSignal): Promise<RtspTalk> {
    signal.throwIfAborted();
    const socket = secure ? connectTls({ host, port, rejectUnauthorized: false }) : connect({ host, port });
    const talk = new RtspTalk(socket, signal);
    await new Promise<void>((done, fail) => {
      socket.once(secure ? 'secureConnect' : 'connect', done).once('error', fail);
      socket.once('close', () => fail(new Error('The camera hung up')));
    });
    return talk;
  }

  constructor(socket: Socket, signal: AbortSignal) {
    this.#socket = socket;
    const abort = () => socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    socket.on('error', (error) => {
      this.#failure = error;
    });
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      signal.removeEventListener('abort', abort);
      this.closed = true;
      this.#wake();
    });
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#wake();
    });
  }

  async ask(method: string, target: string, headers: readonly string[] = []): Promise<RtspAnswer> {
    this.#sequence += 1;
    this.#received = Buffer.alloc(0);
    const lines = [`${method} ${target} RTSP/1.0`, `CSeq: ${this.#sequence}`, 'User-Agent: Vedette', ...headers];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    for (;;) {
      const answer = parseAnswer(this.#received);
      if (answer !== undefined) return answer;
      if (this.closed) throw this.#failure ?? new Error('The camera hung up');
      if (this.#received.length > ANSWER_BYTES) throw new NotRtsp();
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** Something else listens on that port. */
export class NotRtsp extends Error {}

/** Undefined: there is more to come. */
function parseAnswer(received: Buffer): RtspAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (received.length >= 5 && !received.subarray(0, 5).equals(Buffer.from('RTSP/'))) throw new NotRtsp();
  if (end < 0) return undefined;
  const [line = '', ...rest] = received.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map<string, string[]>();
  for (const text of rest) {
    const colon = text.indexOf(':');
    if (colon < 1) continue;
    const name = text.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), text.slice(colon + 1).trim()]);
  }
  const length = Number(headers.get('content-length')?.[0] ?? 0);
  const body = received.subarray(end + 4);
  if (length > ANSWER_BYTES) throw new NotRtsp();
  if (body.length < length) return undefined;
  const status = Number(/^RTSP\/\d\.\d (\d{3})/.exec(line)?.[1] ?? 0);
  return { status, headers, body: body.subarray(0, length).toString('utf8') };
}
