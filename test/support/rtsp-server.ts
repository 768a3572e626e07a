import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { Unit } from './rtp-pictures.ts';
import type { Fixture } from './rtsp-fixture.ts';
import { type RtspAuth, RtspLogin } from './rtsp-login.ts';
import { type Outlet, openOutlet } from './rtsp-outlet.ts';

export interface RtspOptions {
  readonly auth?: RtspAuth;
  readonly user?: string;
  readonly password?: string;
  readonly port?: number;
  /** What it speaks; the other is answered with 461. */
  readonly transport?: 'tcp' | 'udp';
  /** `anew`: the film begins with whoever plays it; `late`: just after its first key picture. */
  readonly joins?: 'at a key picture' | 'anew' | 'late';
  /** Sends RTCP sender reports, twice a second. */
  readonly reports?: boolean;
}

type TrackName = Unit['track'];
const TRACKS = ['video', 'audio'] as const;
const SSRC = { video: 0x11111111, audio: 0x22222222 };
const REPORT_MS = 500;
/** From 1900, as NTP counts, to 1970. */
const NTP_EPOCH_MS = 2_208_988_800_000;

/**
 * A camera: RTSP with RTP interleaved over TCP, any path, any number of clients, one shared clock. It can be frozen
 * (connections stay, nothing more is sent) and cut, and be as odd as cameras are: its time jumps, a sound stays away,
 * the picture changes its size.
 */
export class RtspServer {
  readonly #server: Server;
  readonly #players = new Set<Player>();
  readonly #sockets = new Set<Socket>();
  readonly #options: RtspOptions;
  readonly #login: RtspLogin;
  #fixture: Fixture;
  #timer: NodeJS.Timeout | undefined;
  #frozen = false;
  readonly #muted = new Set<TrackName>();
  #next = 0;
  /** When this turn of the film began, ms of the camera's clock; that clock, as RTP has it, may have been set since. */
  #turn = 0;
  #started = 0;
  readonly #steps = { video: 0, audio: 0 };
  #ntpStep = 0;
  #reportedAt = 0;
  readonly #sequence = { video: 0, audio: 0 };
  /** Sessions that reached PLAY since the start, requests that were refused, and connections by when they came. */
  plays = 0;
  refusals = 0;
  readonly connectedAt: number[] = [];

  constructor(fixture: Fixture, options: RtspOptions = {}) {
    this.#fixture = fixture;
    this.#options = options;
    this.#login = new RtspLogin(options.auth ?? 'none', options.user ?? '', options.password ?? '');
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

  /** A track that is announced and stays away, or comes back. */
  mute(track: TrackName, muted = true): void {
    if (muted) this.#muted.add(track);
    else this.#muted.delete(track);
  }

  /** The time in the packets of a track jumps. */
  step(ms: number, tracks: readonly TrackName[] = TRACKS): void {
    for (const track of tracks) this.#steps[track] += ms;
  }

  /** The time in sender reports jumps: somebody has set the camera's clock. */
  setClock(ms: number): void {
    this.#ntpStep += ms;
  }

  /** Another film from now on, in the same sessions. */
  show(fixture: Fixture): void {
    this.#fixture = fixture;
    this.#rewind();
  }

  /** Another film from the next session on; present sessions are cut. */
  change(fixture: Fixture): void {
    this.show(fixture);
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

  #rewind(): void {
    this.#next = 0;
    this.#turn = performance.now() - this.#started;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    this.connectedAt.push(Date.now());
    const player: Player = { socket, video: undefined, audio: undefined, waiting: true };
    let text = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#players.delete(player);
      for (const track of TRACKS) player[track]?.close();
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
        void this.#answer(player, request);
      }
    });
  }

  async #answer(player: Player, request: string): Promise<void> {
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
    } else if (!this.#login.permits(method, header('Authorization'))) {
      this.refusals += 1;
      reply('401 Unauthorized', this.#login.challenges);
    } else if (method === 'DESCRIBE') {
      ok(['Content-Type: application/sdp', `Content-Base: ${target}/`], this.#fixture.sdp);
    } else if (method === 'SETUP') {
      const outlet = await openOutlet(this.#options.transport ?? 'tcp', header('Transport'), player.socket);
      if (outlet === undefined) return reply('461 Unsupported Transport');
      player[target.includes('track1') ? 'audio' : 'video'] = outlet;
      ok([`Transport: ${outlet.transport}`, 'Session: 1']);
    } else {
      ok();
      if (method === 'PLAY') this.#play(player);
      if (method === 'TEARDOWN') player.socket.end();
    }
  }

  #play(player: Player): void {
    this.plays += 1;
    this.#players.add(player);
    if (this.#options.joins === 'anew') this.#rewind();
    if (this.#options.joins !== 'late') return;
    player.waiting = false;
    this.#rewind();
    this.#next = this.#fixture.units.findIndex(({ key }) => key) + 1;
  }

  #tick(): void {
    const now = performance.now() - this.#started;
    for (;;) {
      const { units, lengthMs } = this.#fixture;
      const unit = units[this.#next];
      if (unit === undefined) {
        this.#next = 0;
        this.#turn += lengthMs;
        continue;
      }
      const due = this.#turn + unit.dueMs;
      if (due > now) break;
      this.#next += 1;
      if (!this.#frozen && !this.#muted.has(unit.track)) this.#send(unit, due);
    }
    if (this.#options.reports !== true || this.#frozen || now - this.#reportedAt < REPORT_MS) return;
    this.#reportedAt = now;
    for (const track of TRACKS) this.#report(track, now);
  }

  /** Units of the track's RTP clock. */
  #rtpTime(track: TrackName, ms: number): number {
    const hz = track === 'video' ? 90_000 : this.#fixture.audioClock;
    const time = Math.round(((ms + this.#steps[track]) * hz) / 1000) % 2 ** 32;
    return time < 0 ? time + 2 ** 32 : time;
  }

  #send(unit: Unit, due: number): void {
    const { track, payloads } = unit;
    const packets = payloads.map((payload, index) => {
      const head = Buffer.alloc(12);
      head[0] = 0x80;
      const last = index === payloads.length - 1;
      head[1] = (track === 'video' ? 96 : this.#fixture.audioClock === 16000 ? 97 : 8) | (last ? 0x80 : 0);
      this.#sequence[track] = (this.#sequence[track] + 1) & 0xffff;
      head.writeUInt16BE(this.#sequence[track], 2);
      head.writeUInt32BE(this.#rtpTime(track, due), 4);
      head.writeUInt32BE(SSRC[track], 8);
      return Buffer.concat([head, payload]);
    });
    for (const player of this.#players) {
      const outlet = player[track];
      if (outlet === undefined) continue;
      if (unit.key) player.waiting = false;
      if (!player.waiting) outlet.send(packets);
    }
  }

  /** RFC 3550, 6.4.1: this moment by the clock on the wall, and by that of the packets. */
  #report(track: TrackName, now: number): void {
    const report = Buffer.alloc(28);
    report.writeUInt32BE(0x80c80006, 0);
    report.writeUInt32BE(SSRC[track], 4);
    const ntp = NTP_EPOCH_MS + Date.now() + this.#ntpStep;
    report.writeUInt32BE(Math.floor(ntp / 1000), 8);
    report.writeUInt32BE(Math.floor(((ntp % 1000) / 1000) * 2 ** 32), 12);
    report.writeUInt32BE(this.#rtpTime(track, now), 16);
    for (const player of this.#players) if (!player.waiting) player[track]?.report(report);
  }
}

interface Player {
  readonly socket: Socket;
  /** Of each track that was set up. */
  video: Outlet | undefined;
  audio: Outlet | undefined;
  /** Until the first key picture. */
  waiting: boolean;
}
