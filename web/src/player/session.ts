import { ArchiveStream } from './archive.ts';
import { now } from './clock.ts';
import { LiveStream } from './live.ts';
import type { Media } from './media.ts';
import { Recordings } from './recordings.ts';
import type { Refusal } from './refusal.ts';
import { nextAfter, at as spanAt } from './spans.ts';

export type Phase = 'loading' | 'playing' | 'waiting' | 'unsupported' | 'failed' | 'hidden' | Refusal;

export interface PlayerState {
  readonly mode: 'live' | 'archive';
  readonly phase: Phase;
  readonly paused: boolean;
  readonly speed: number;
  readonly muted: boolean;
}

/** While the archive plays, so that the picture stops within five seconds of a block. */
const WATCHFUL_MS = 2300;
/** While live, for the timeline's edge alone: the socket itself says when access ends. */
const RELAXED_MS = 10_000;
/** Going to the end goes so far before it, in seconds. */
const BEFORE_END = 10;
/** A window that was just left may still be counted; after that, one that is closed elsewhere makes room by itself. */
const WINDOW_LEFT_MS = 1000;
const WINDOW_FREE_MS = 5000;
const STOPPED: readonly Phase[] = ['denied', 'cut', 'limit', 'windows', 'noWindows', 'failed'];

/**
 * One player: live or archive of one camera in one video element. Knows nothing of React; `onTrouble` asks for a fresh
 * token (the picture stopped, or was refused), and `setMedia` brings it.
 */
export class PlayerSession {
  readonly recordings: Recordings;
  #media: Media;
  #video: HTMLVideoElement | undefined;
  #live: LiveStream | undefined;
  #archive: ArchiveStream | undefined;
  #state: PlayerState;
  #target: number | undefined;
  #pausedAt: number | undefined;
  #mayLive = true;
  #crowded = 0;
  #again: number | undefined;
  #listeners = new Set<() => void>();
  #onTrouble: () => void;

  constructor(media: Media, start: { at: number | undefined; paused: boolean }, onTrouble: () => void) {
    this.#media = media;
    this.#onTrouble = onTrouble;
    this.#target = start.at;
    this.#state = {
      mode: start.at === undefined ? 'live' : 'archive',
      phase: 'loading',
      paused: start.paused,
      speed: 1,
      muted: true,
    };
    this.recordings = new Recordings(media);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): PlayerState => this.#state;

  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    video.muted = this.#state.muted;
    document.addEventListener('visibilitychange', this.#visibility);
    const unsubscribe = this.recordings.subscribe(() => this.#watchAccess());
    this.recordings.start();
    this.#open();
    return () => {
      document.removeEventListener('visibilitychange', this.#visibility);
      unsubscribe();
      this.recordings.stop();
      this.#close();
      this.#video = undefined;
    };
  }

  setMedia(media: Media): void {
    const changed = media.token !== this.#media.token || media.path !== this.#media.path;
    this.#media = media;
    this.recordings.setMedia(media);
    if (changed) this.retry();
  }

  /** Wall-clock time of the picture, Unix seconds. */
  time(): number {
    if (this.#state.mode === 'live') return this.#pausedAt ?? now();
    return this.#archive?.time() ?? this.#target ?? now();
  }

  /** False: what would be live is the end of the records. */
  allowLive(may: boolean): void {
    this.#mayLive = may;
  }

  goLive(): void {
    if (!this.#mayLive) {
      this.#goToEnd();
      return;
    }
    this.#target = undefined;
    this.#pausedAt = undefined;
    this.#set({ mode: 'live', paused: false, speed: 1 });
    this.#open();
  }

  /** To the recording at `time`; in a hole, to the next one; past the last one, to live. */
  seek(time: number): void {
    const { spans } = this.recordings.snapshot();
    const target = spanAt(spans, time) === undefined ? nextAfter(spans, time)?.from : time;
    if (time > now() - 3 || target === undefined) {
      this.goLive();
      return;
    }
    this.#target = target;
    this.#pausedAt = undefined;
    if (this.#state.mode === 'archive' && this.#archive !== undefined) {
      void this.#archive.seek(this.#media, target);
      this.#notify();
      return;
    }
    this.#set({ mode: 'archive', paused: false });
    this.#open();
  }

  /** Access ended, as the page knows from elsewhere. */
  suspend(): void {
    if (this.#state.phase !== 'denied') this.#deny();
  }

  /** Access may be back. */
  retry(): void {
    if (STOPPED.includes(this.#state.phase)) this.#open();
  }

  step(seconds: number): void {
    this.seek(this.time() + seconds);
  }

  toggle(): void {
    if (!this.#state.paused) {
      this.#pausedAt = this.time();
      this.#video?.pause();
      this.#set({ paused: true });
      return;
    }
    const from = this.#pausedAt;
    this.#pausedAt = undefined;
    this.#set({ paused: false });
    // What was missed while live stood still is in the archive; after a short stop live goes on.
    if (this.#state.mode === 'live' && from !== undefined && now() - from > 6 && this.#isRecorded(from))
      this.seek(from);
    else if (this.#live === undefined && this.#archive === undefined) this.#open();
    else void this.#video?.play().catch(() => undefined);
  }

  setSpeed(speed: number): void {
    this.#set({ speed });
    if (this.#video !== undefined) this.#video.playbackRate = speed;
  }

  setMuted(muted: boolean): void {
    if (this.#video !== undefined) this.#video.muted = muted;
    this.#set({ muted });
  }

  #isRecorded(time: number): boolean {
    return spanAt(this.recordings.snapshot().spans, time) !== undefined;
  }

  #open(): void {
    const video = this.#video;
    this.#close();
    if (video === undefined) return;
    if (this.#state.paused && this.#state.mode === 'live') {
      this.#set({ phase: 'hidden' });
      return;
    }
    if (this.#crowded < 2) this.#set({ phase: 'loading' });
    this.recordings.setPollMs(this.#state.mode === 'live' ? RELAXED_MS : WATCHFUL_MS);
    if (this.#state.mode === 'live') this.#openLive(video);
    else this.#openArchive(video);
  }

  #openLive(video: HTMLVideoElement): void {
    this.#live = new LiveStream(
      video,
      () => this.#media,
      (event) => {
        if (event.kind === 'denied') return this.#deny();
        if (event.kind === 'windows' || event.kind === 'limit') return this.#wait(event.kind);
        if (event.kind === 'cut' || event.kind === 'noWindows') this.#close();
        if (event.kind === 'waiting' || event.kind === 'cut') this.#onTrouble();
        if (event.kind === 'connecting') return;
        if (event.kind === 'playing') this.#crowded = 0;
        this.#set({ phase: event.kind });
      },
    );
  }

  #openArchive(video: HTMLVideoElement): void {
    this.#archive = new ArchiveStream(video, (event) => {
      if (event.kind === 'denied') return this.#deny();
      if (event.kind === 'windows' || event.kind === 'limit') return this.#wait(event.kind);
      if (event.kind === 'cut' || event.kind === 'noWindows') this.#leave();
      if (event.kind === 'ended') return this.#goOn();
      if (event.kind === 'failed') this.#onTrouble();
      if (event.kind === 'playing') {
        video.playbackRate = this.#state.speed;
        this.#crowded = 0;
      }
      this.#set({ phase: event.kind });
    });
    void this.#archive.seek(this.#media, this.#target ?? now());
  }

  /** A little before the last record ends; whoever is there stays. */
  #goToEnd(): void {
    const last = this.recordings.snapshot().spans.at(-1);
    const place = last && Math.max(last.from, last.to - BEFORE_END);
    if (place !== undefined && Math.abs(this.time() - place) > BEFORE_END) this.seek(place);
  }

  /** The playlist ended: on with the next recording, or with live when there is none. */
  #goOn(): void {
    this.seek(this.time() + 1);
  }

  /** Nothing of the picture may stay: neither on the screen nor in the buffer. */
  #deny(): void {
    this.#leave();
    this.recordings.setPollMs(WATCHFUL_MS);
    this.#set({ phase: 'denied' });
    this.#onTrouble();
  }

  /** Too many are open: the picture comes by itself when one is closed elsewhere. */
  #wait(phase: 'windows' | 'limit'): void {
    this.#leave();
    this.#crowded += 1;
    this.#set({ phase: this.#crowded === 1 ? 'loading' : phase });
    this.#again = window.setTimeout(() => this.#open(), this.#crowded === 1 ? WINDOW_LEFT_MS : WINDOW_FREE_MS);
  }

  /** Closes, and goes on from here when it is opened again. */
  #leave(): void {
    this.#target = this.#state.mode === 'archive' ? this.time() : undefined;
    this.#close();
  }

  #watchAccess(): void {
    const { access } = this.recordings.snapshot();
    // Live may be allowed where the archive is not: there the socket alone decides.
    if (access === 'denied' && this.#state.mode === 'archive' && this.#state.phase !== 'denied') this.#deny();
    if (access === 'granted' && this.#state.phase === 'denied') this.retry();
  }

  #close(): void {
    window.clearTimeout(this.#again);
    this.#live?.dispose();
    this.#archive?.dispose();
    this.#live = undefined;
    this.#archive = undefined;
  }

  /** A hidden page holds no connection, unless the picture is in a window of its own. */
  #visibility = (): void => {
    if (this.#state.mode !== 'live' || this.#state.phase === 'denied') return;
    if (document.hidden && document.pictureInPictureElement !== this.#video) {
      this.#close();
      this.#set({ phase: 'hidden' });
    } else if (!document.hidden && this.#live === undefined && !this.#state.paused) this.#open();
  };

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
