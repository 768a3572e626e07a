import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Fastify, { type FastifyInstance } from 'fastify';
import WebSocket from 'ws';
import { mediaRoutes } from '../../src/media/gateway/routes.ts';
import { MediaNode, type MediaNodeOptions } from '../../src/media/node.ts';
import { type Admission, MemoryControl } from './media-control.ts';

const run = promisify(execFile);

/** A media node with its gateway on a port of the loopback and its data in a folder of its own. */
export class MediaBed {
  readonly control = new MemoryControl();
  readonly dataDir: string;
  readonly node: MediaNode;
  readonly app: FastifyInstance;
  readonly complaints: unknown[] = [];
  readonly #sockets: MseClient[] = [];

  constructor(dataDir: string, options: Partial<MediaNodeOptions>) {
    this.dataDir = dataDir;
    const complain = (...words: unknown[]) => this.complaints.push(words);
    const log = { debug() {}, info() {}, warn: complain, error: complain };
    const { control } = this;
    this.node = new MediaNode({ control, dataDir, ffmpegPath: undefined, log, segmentSeconds: 3, ...options });
    // As the server does it: a viewer in the middle of a segment does not hold the end up.
    this.app = Fastify({ forceCloseConnections: true });
    mediaRoutes(this.app, this.node);
  }

  static async start(options: Partial<MediaNodeOptions> & { readonly dataDir?: string } = {}): Promise<MediaBed> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vedette-media-')));
    const bed = new MediaBed(dataDir, options);
    await bed.app.listen({ port: 0, host: '127.0.0.1' });
    await bed.node.start();
    return bed;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.close();
    await this.app.close();
    await this.node.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Lets `token` see these cameras. */
  admit(token: string, cameras: number[], more: Admission = {}): void {
    this.control.tokens.set(token, { viewer: `user:${token}`, cameras, ...more });
  }

  url(name: string, resource: string, token?: string, scheme = 'http'): string {
    const { port } = this.app.server.address() as AddressInfo;
    const path = name.split('/').map(encodeURIComponent).join('/');
    return `${scheme}://127.0.0.1:${port}/${path}/${resource}${token === undefined ? '' : `?token=${token}`}`;
  }

  async get(name: string, resource: string, token?: string, init: RequestInit = {}): Promise<Response> {
    return await fetch(this.url(name, resource, token), init);
  }

  /** What a playlist leads to, one below the other; of a multivariant one what its variant leads to. */
  async playlist(name: string, resource: string, token: string): Promise<Playlist> {
    return await readPlaylist(this.url(name, resource, token));
  }

  mse(name: string, token?: string): MseClient {
    const client = new MseClient(this.url(name, 'mse', token, 'ws'));
    this.#sockets.push(client);
    return client;
  }
}

export interface Playlist {
  readonly url: string;
  readonly text: string;
  readonly uris: string[];
  /** The multivariant playlist that led to it. */
  readonly master: string | undefined;
}

/** As a player does: the variant of a multivariant playlist, else the playlist itself. */
export async function readPlaylist(url: string, master?: string): Promise<Playlist> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  const lines = text.split('\n').map((line) => /URI="([^"]+)"/.exec(line)?.[1] ?? line);
  const uris = lines.filter((line) => line !== '' && !line.startsWith('#')).map((uri) => new URL(uri, url).href);
  const [variant = ''] = uris;
  return text.includes('#EXT-X-STREAM-INF') ? await readPlaylist(variant, text) : { url, text, uris, master };
}

/** Collects what comes over `mse`. */
export class MseClient {
  readonly messages: (Buffer | Record<string, unknown>)[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  closed: { code: number; reason: string; at: number } | undefined;
  /** Status of an upgrade that was refused. */
  refused: number | undefined;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    const tell = () => {
      for (const check of [...this.#waiting]) check();
    };
    this.#socket.on('message', (data: Buffer, binary) => {
      this.messages.push(binary ? data : (JSON.parse(data.toString()) as Record<string, unknown>));
      tell();
    });
    this.#socket.on('unexpected-response', (_request, response) => {
      this.refused = response.statusCode;
      tell();
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString(), at: Date.now() };
      tell();
    });
  }

  until<T>(look: (client: MseClient) => T | undefined, limitMs = 10_000): Promise<T> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error('not reached over mse')), limitMs);
      const check = () => {
        const found = look(this);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        done(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  close(): void {
    this.#socket.terminate();
  }
}

export interface Probe {
  readonly codecs: string[];
  readonly duration: number;
  /** Seconds, of each video packet. */
  readonly times: number[];
}

/** What ffprobe sees of a file or URL. */
export async function probe(target: string): Promise<Probe> {
  const entries = 'stream=codec_name:format=duration:packet=pts_time,stream_index';
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', target], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 20_000,
  });
  const found = JSON.parse(stdout) as {
    streams: { codec_name: string }[];
    format: { duration?: string };
    packets: { pts_time: string; stream_index: number }[];
  };
  const times = found.packets.filter((packet) => packet.stream_index === 0).map((packet) => Number(packet.pts_time));
  const codecs = found.streams.map((stream) => stream.codec_name);
  return { codecs, duration: Number(found.format.duration), times };
}
