import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { Fixture, Unit } from './rtsp-fixture.ts';

export interface RtspOptions {
  readonly auth?: 'none' | 'basic' | 'digest';
  readonly user?: string;
  readonly password?: string;
  readonly port?: number;
}

/**
 * A camera: RTSP with RTP interleaved over TCP, any path, any number of clients, one shared clock. It can be frozen
 * (connections stay, nothing more is sent) and cut.
 */
export class RtspServer {
  readonly #server: Server;
  readonly #players = new Set<Player>();
  readonly #sockets = new Set<Socket>();
  readonly #options: RtspOptions;
  #fixture: Fixture;
  #timer: NodeJS.Timeout | undefined;
  #frozen = false;
  #next = 0;
  #loops = 0;
  #started = 0;
  #sequence = { video: 0, audio: 0 };
  /** Sessions that reached PLAY since the start, and requests that were refused. */
  plays = 0;
  refusals = 0;

  constructor(fixture: Fixture, options: RtspOptions = {}) {
    this.#fixture = fixture;
    this.#options = options;
    this.#server = createServer((socket) => this.#accept(socket));
  }

  async start(): Promise<this> {
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail).listen(this.#options.port ?? 0, '127.0.0.1', done);
    });
    this.#started = performance.now();
    this.#timer = setInterval(() => this.#tick(), 20);
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get clients(): number {
    return this.#players.size;
  }

  url(path = 'stream', credentials = true): string {
    const { user, password } = this.#options;
    const login =
      credentials && user !== undefined ? `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@` : '';
    return `rtsp://${login}127.0.0.1:${this.port}/${path}`;
  }

  freeze(frozen = true): void {
    this.#frozen = frozen;
  }

  /** Another film from the next session on; present sessions are cut. */
  change(fixture: Fixture): void {
    this.#fixture = fixture;
    this.#next = 0;
    this.#loops = 0;
    this.#started = performance.now();
    this.drop();
  }

  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.drop();
    await new Promise((done) => this.#server.close(done));
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const player: Player = { socket, video: undefined, audio: undefined, waiting: true };
    let text = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#players.delete(player);
    });
    socket.on('data', (data) => {
      text = Buffer.concat([text, data]);
      for (;;) {
        if (text[0] === 0x24) {
          if (text.length < 4 || text.length < 4 + text.readUInt16BE(2)) return;
          text = text.subarray(4 + text.readUInt16BE(2)); // RTCP of the client
          continue;
        }
        const end = text.indexOf('\r\n\r\n');
        if (end < 0) return;
        const request = text.subarray(0, end).toString('latin1');
        text = text.subarray(end + 4);
        this.#answer(player, request);
      }
    });
  }

  #answer(player: Player, request: string): void {
    const [line = ''] = request.split('\r\n');
    const [method = '', target = ''] = line.split(' ');
    const header = (name: string) => new RegExp(`^${name}: *(.*)$`, 'im').exec(request)?.[1]?.trim() ?? '';
    const reply = (status: string, headers: readonly string[] = [], body = '') => {
      const lines = [`RTSP/1.0 ${status}`, `CSeq: ${header('CSeq')}`, ...headers];
      if (body !== '') lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
      player.socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    };
    const ok = (headers: readonly string[] = ['Session: 1'], body = '') => reply('200 OK', headers, body);
    if (method === 'OPTIONS') {
      ok(['Public: DESCRIBE, SETUP, TEARDOWN, PLAY, OPTIONS']);
    } else if (!this.#permits(method, header('Authorization'))) {
      this.refusals += 1;
      reply('401 Unauthorized', [this.#challenge()]);
    } else if (method === 'DESCRIBE') {
      ok(['Content-Type: application/sdp', `Content-Base: ${target}/`], this.#fixture.sdp);
    } else if (method === 'SETUP') {
      const transport = header('Transport');
      const channel = /interleaved=(\d+)/.exec(transport);
      if (channel !== null) player[target.includes('track1') ? 'audio' : 'video'] = Number(channel[1]);
      reply(channel === null ? '461 Unsupported Transport' : '200 OK', [`Transport: ${transport}`, 'Session: 1']);
    } else {
      ok();
      if (method === 'PLAY') this.#play(player);
      if (method === 'TEARDOWN') player.socket.end();
    }
  }

  #play(player: Player): void {
    this.plays += 1;
    this.#players.add(player);
  }

  #challenge(): string {
    return this.#options.auth === 'digest'
      ? `WWW-Authenticate: Digest realm="camera", nonce="abc123"`
      : 'WWW-Authenticate: Basic realm="camera"';
  }

  #permits(method: string, given: string): boolean {
    const { auth = 'none', user = '', password = '' } = this.#options;
    if (auth === 'none') return true;
    if (auth === 'basic') return given === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const field = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(given)?.[1] ?? '';
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const expected = md5(`${md5(`${user}:camera:${password}`)}:abc123:${md5(`${method}:${field('uri')}`)}`);
    return field('username') === user && field('response') === expected;
  }

  #tick(): void {
    const now = performance.now() - this.#started;
    for (;;) {
      const { units, lengthMs } = this.#fixture;
      const unit = units[this.#next];
      if (unit === undefined) {
        this.#next = 0;
        this.#loops += 1;
        continue;
      }
      const due = this.#loops * lengthMs + unit.dueMs;
      if (due > now) return;
      this.#next += 1;
      if (!this.#frozen) this.#send(unit, due);
    }
  }

  #send(unit: Unit, due: number): void {
    const clock = unit.track === 'video' ? 90_000 : this.#fixture.audioClock;
    const packets = unit.payloads.map((payload, index) => {
      const head = Buffer.alloc(16);
      head[0] = 0x24;
      head.writeUInt16BE(payload.length + 12, 2);
      head[4] = 0x80;
      const last = index === unit.payloads.length - 1;
      head[5] = (unit.track === 'video' ? 96 : this.#fixture.audioClock === 16000 ? 97 : 8) | (last ? 0x80 : 0);
      this.#sequence[unit.track] = (this.#sequence[unit.track] + 1) & 0xffff;
      head.writeUInt16BE(this.#sequence[unit.track], 6);
      head.writeUInt32BE(Math.round((due * clock) / 1000) % 2 ** 32, 8);
      head.writeUInt32BE(unit.track === 'video' ? 0x11111111 : 0x22222222, 12);
      return Buffer.concat([head, payload]);
    });
    for (const player of this.#players) {
      const channel = player[unit.track];
      if (channel === undefined) continue;
      if (unit.key) player.waiting = false;
      if (player.waiting) continue;
      for (const packet of packets) packet[1] = channel;
      player.socket.write(Buffer.concat(packets));
    }
  }
}

interface Player {
  readonly socket: Socket;
  /** The interleaved channel of each track that was set up. */
  video: number | undefined;
  audio: number | undefined;
  /** Until the first key picture. */
  waiting: boolean;
}
