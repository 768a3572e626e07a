import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { recordedPieces } from '../archive/pieces.ts';
import type { Fragment } from '../live/fragment.ts';
import { LdWriter, type Piece } from '../live/ld-writer.ts';
import { reason } from '../log.ts';
import type { Viewing } from '../viewing.ts';
import { MediaError } from './answer.ts';
import { archiveOf, SETTLED_MS } from './archive.ts';
import { firstPicture, streamOf } from './live.ts';
import { watch } from './mse.ts';
import { CLOSE_CODES, SLOW_BYTES } from './sockets.ts';
import { visit as decide, type Visit } from './visit.ts';

/** The archive is sent so far ahead of the clock: players jump to the end of what they have when it is 2 s away. */
const LEAD_MS = 1000;
const SLOW_AGAIN_MS = 100;
/** Commands that wait for their turn; nobody has as many by hand. */
const MAX_WAITING = 100;

/** Pages of ours that were opened before they had an address of their own send nothing, and get what they know. */
const OLD_PAGE_MS = 1000;

/** What is played: now, or the archive from a moment on (Unix ms). */
type Place = 'live' | number;

type Event =
  | 'resumed'
  | 'paused'
  | 'seeked'
  | 'switched_to_live'
  | 'tracks_switched'
  | 'recordings_ended'
  | 'stream_unavailable';

/**
 * Answers a connection to `mse_ld`; `from`: where the archive begins (Unix seconds), live where it is missing. Some
 * players say `resume` first, others wait for what comes: all get it at once but for silent pages of this server.
 */
export function answerLd(visit: Visit, socket: WebSocket, from: number | undefined): void {
  const { origin, host } = visit.request.headers;
  if (from !== undefined || host === undefined || !origin?.endsWith(`//${host}`)) {
    new LdSession(visit, socket, from).resume();
    return;
  }
  const begin = (data: Buffer) => {
    clearTimeout(silence);
    new LdSession(visit, socket, from).take(data.toString());
  };
  const silence = setTimeout(() => {
    socket.off('message', begin);
    watch(visit, socket);
  }, OLD_PAGE_MS);
  socket.once('message', begin);
  socket.once('close', () => clearTimeout(silence));
}

/**
 * MSE-LD, as the players of Flussonic speak it: text commands in, events and heads as text and fragments as bytes out.
 *
 *     resume        paused --> playing, live from now on, the archive from where it was
 *     pause         playing --> paused
 *     play_from=<Unix seconds>, live, set_tracks=v1a1     another place, other tracks; what plays goes on there
 *
 * The archive comes at the speed at which it was recorded. Going from live to the archive or back is another right and
 * another window, so it is asked for anew; a refusal ends the connection with 4403 and the reason.
 */
class LdSession {
  readonly #socket: WebSocket;
  readonly #writer = new LdWriter();
  #visit: Visit;
  #viewing: Viewing | undefined;
  #place: Place;
  #paused = true;
  /** Ends what is being sent. Of the archive it stays while paused, and goes on where it was. */
  #sending: AbortController | undefined;
  #resumed: (() => void) | undefined;
  #commands = Promise.resolve();
  #waiting = 0;

  constructor(visit: Visit, socket: WebSocket, from: number | undefined) {
    this.#visit = visit;
    this.#socket = socket;
    this.#place = from === undefined ? 'live' : from * 1000;
    if (!this.#open()) return;
    socket.on('message', (data: Buffer) => this.take(data.toString()));
    socket.on('close', () => {
      this.#stop();
      this.#end();
    });
  }

  /** Commands run one behind the other. */
  take(text: string): void {
    this.#waiting += 1;
    if (this.#waiting > MAX_WAITING) {
      this.#socket.close(1008, 'too many commands');
      return;
    }
    this.#commands = this.#commands.then(async () => {
      this.#waiting -= 1;
      if (this.#socket.readyState !== this.#socket.OPEN) return;
      try {
        await this.#run(text);
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  async #run(text: string): Promise<void> {
    const [, command, value = ''] = /^(resume|pause|live|play_from|set_tracks)(?:=(.*))?$/.exec(text) ?? [];
    if (command === 'resume') {
      this.resume();
      this.#tell('resumed');
    } else if (command === 'pause') {
      this.#paused = true;
      if (this.#place === 'live') this.#stop();
      this.#tell('paused');
    } else if (command === 'live' || (command === 'play_from' && value === 'live')) await this.#go('live');
    else if (command === 'play_from') {
      if (/^\d{1,11}(\.\d+)?$/.test(value)) await this.#go(Number(value) * 1000);
      else this.#refuse('play_from takes a Unix time in seconds');
    } else if (command === 'set_tracks') this.#choose(value.match(/[av]\d+/g) ?? []);
    else if (!text.startsWith('{')) this.#refuse('unknown command'); // Statistics of players are JSON.
  }

  async #go(place: Place): Promise<void> {
    const kind = place === 'live' ? 'live' : 'archive';
    if (kind !== this.#visit.playback.kind) {
      this.#stop();
      this.#end();
      this.#visit = await decide({ ...this.#visit, playback: { ...this.#visit.playback, kind }, counts: true });
      if (this.#socket.readyState !== this.#socket.OPEN || !this.#open()) return;
    }
    this.#place = place;
    this.#tell(place === 'live' ? 'switched_to_live' : 'seeked');
    this.#again();
  }

  #choose(tracks: readonly string[]): void {
    if (this.#writer.choose(tracks)) {
      this.#tell('tracks_switched');
      this.#again();
    } else this.#refuse('the tracks of this camera are v1 and a1');
  }

  /** From the new place on, if anything is to be sent at all. */
  #again(): void {
    this.#stop();
    if (!this.#paused) this.#send();
  }

  resume(): void {
    if (!this.#paused || this.#viewing === undefined) return;
    this.#paused = false;
    if (this.#sending === undefined) this.#send();
    else this.#resumed?.();
  }

  #stop(): void {
    this.#sending?.abort();
    this.#sending = undefined;
  }

  #send(): void {
    const sending = new AbortController();
    const { signal } = sending;
    this.#sending = sending;
    this.#writer.jump();
    const done = this.#place === 'live' ? this.#sendLive(signal) : this.#sendArchive(this.#place, signal);
    done.catch((error: unknown) => {
      if (!signal.aborted) this.#fail(error);
    });
  }

  async #sendLive(signal: AbortSignal): Promise<void> {
    const stream = streamOf(this.#visit.node, this.#visit.decision.cameraId);
    const release = stream.hold(() => this.#socket.close(CLOSE_CODES.off, 'the camera is switched off'));
    signal.addEventListener('abort', release);
    await firstPicture(stream, (ring) => ring.gop.length > 0);
    if (signal.aborted) return;
    let epoch: number | undefined;
    let skipping = false;
    const send = (fragment: Fragment) => {
      if (skipping && !fragment.key) return;
      skipping = this.#socket.bufferedAmount > SLOW_BYTES;
      if (skipping || epoch !== fragment.epoch.id) this.#writer.jump();
      if (skipping) return;
      epoch = fragment.epoch.id;
      const { data, key, startMs, streamMs } = fragment;
      this.#write({ data, key, init: fragment.epoch.init, wallShiftMs: startMs - streamMs });
    };
    for (const fragment of stream.ring.gop) send(fragment);
    signal.addEventListener('abort', stream.ring.listen(send));
  }

  async #sendArchive(from: number, signal: AbortSignal): Promise<void> {
    const archive = await archiveOf(this.#visit);
    let aheadMs = this.#clock();
    for await (const piece of recordedPieces(archive, Math.max(from, this.#visit.horizon), SETTLED_MS, signal)) {
      if (this.#paused) {
        await this.#untilResumed(signal);
        aheadMs = this.#clock();
      }
      if (piece.jump) this.#writer.jump();
      this.#write(piece);
      this.#place = piece.groupMs;
      const rest = aheadMs() - LEAD_MS;
      if (rest > 0) await sleep(rest, undefined, { signal });
      while (this.#socket.bufferedAmount > SLOW_BYTES) await sleep(SLOW_AGAIN_MS, undefined, { signal });
    }
    this.#stop();
    this.#tell('recordings_ended');
  }

  /** How far what has been written since now is ahead of the time that has gone by since. */
  #clock(): () => number {
    const began = Date.now() - this.#writer.endMs;
    return () => this.#writer.endMs - (Date.now() - began);
  }

  async #untilResumed(signal: AbortSignal): Promise<void> {
    await new Promise<void>((done, fail) => {
      this.#resumed = done;
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    });
  }

  #write(piece: Piece): void {
    for (const message of this.#writer.write(piece)) {
      this.#socket.send(message);
      if (this.#viewing !== undefined) this.#viewing.bytes += message.length;
    }
  }

  #tell(event: Event): void {
    this.#socket.send(JSON.stringify({ type: 'event', event }));
  }

  /** What cannot be done changes nothing. */
  #refuse(message: string): void {
    this.#socket.send(JSON.stringify({ type: 'event', event: 'error', message }));
  }

  #fail(error: unknown): void {
    if (!(error instanceof MediaError)) {
      this.#visit.node.log.error({ reason: reason(error), err: error }, 'a picture over mse_ld failed');
      this.#socket.close(1011, 'the server failed');
    } else if (error.status === 403) this.#socket.close(4403, error.code);
    else {
      this.#tell('stream_unavailable');
      this.#socket.close(error.status === 404 ? CLOSE_CODES.off : 1013, error.code);
    }
  }

  /** False, and closed with the reason: this viewer may not have another window. */
  #open(): boolean {
    const { node, playback, decision, elsewhere } = this.#visit;
    const socket = this.#socket;
    const close = (end: keyof typeof CLOSE_CODES) => socket.close(CLOSE_CODES[end], end);
    const viewing = node.viewings.open(playback, decision, 'mse', close, elsewhere);
    if (typeof viewing === 'string') socket.close(4403, viewing);
    else this.#viewing = viewing;
    return typeof viewing !== 'string';
  }

  #end(): void {
    if (this.#viewing !== undefined) this.#visit.node.viewings.end(this.#viewing);
    this.#viewing = undefined;
  }
}
