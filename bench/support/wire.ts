import { connect, type Socket } from 'node:net';

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

/** A keep-alive HTTP/1.1 connection that costs the machine next to nothing, so that the server is what is measured. */
export class Wire {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the connection')));
  }

  static async open(port: number): Promise<Wire> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Wire(socket);
  }

  async send(request: string | Buffer): Promise<WireAnswer> {
    return await new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#buffer.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const total = end + 4 + length;
    if (this.#buffer.length < total) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#buffer.toString('utf8', end + 4, total) };
    this.#buffer = this.#buffer.subarray(total);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** One request as bytes. */
export function request(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}

export interface Load {
  readonly perSecond: number;
  /** Latencies in ms, sorted. */
  readonly latencies: readonly number[];
}

/** `connections` at once, each with one request under way, for `ms`. Throws on an answer that is not `expect`. */
export async function load(
  port: number,
  connections: number,
  ms: number,
  next: (n: number) => Buffer,
  expect = 200,
): Promise<Load> {
  const wires = await Promise.all(Array.from({ length: connections }, () => Wire.open(port)));
  const latencies: number[] = [];
  let sent = 0;
  const started = performance.now();
  await Promise.all(
    wires.map(async (wire) => {
      for (let now = performance.now(); now - started < ms; ) {
        const answer = await wire.send(next(sent++));
        const done = performance.now();
        if (answer.status !== expect) throw new Error(`Answer ${answer.status}: ${answer.body.slice(0, 300)}`);
        latencies.push(done - now);
        now = done;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const wire of wires) wire.close();
  latencies.sort((a, b) => a - b);
  return { perSecond: latencies.length / seconds, latencies };
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
