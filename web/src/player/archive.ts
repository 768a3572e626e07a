import type Hls from 'hls.js/light';
import type { Fragment } from 'hls.js/light';
import { now } from './clock.ts';
import { archiveUrl, type Media } from './media.ts';
import { type Refusal, refusalIn } from './refusal.ts';

export type ArchiveEvent =
  | { readonly kind: 'playing' }
  | { readonly kind: 'waiting' }
  /** The playlist is played to its end. */
  | { readonly kind: 'ended' }
  /** 403: access ended, the time asked for is deeper than allowed, or too many windows are open. */
  | { readonly kind: Refusal }
  | { readonly kind: 'failed' };

/** So much before the asked time is in the playlist, for small steps back; and so much in all. */
const LEAD_SECONDS = 60;
const WINDOW_SECONDS = 3600;

/**
 * Plays one camera's archive in one video element. The playlist holds an hour around the time asked for; a seek within
 * it is a seek of the element, any other loads a new one. Wall-clock time comes from PROGRAM-DATE-TIME, so that holes
 * in the recording do not shift it.
 */
export class ArchiveStream {
  #video: HTMLVideoElement;
  #on: (event: ArchiveEvent) => void;
  #hls: Hls | undefined;
  #fragments: readonly Fragment[] = [];
  #loading = 0;

  constructor(video: HTMLVideoElement, on: (event: ArchiveEvent) => void) {
    this.#video = video;
    this.#on = on;
    video.addEventListener('playing', this.#playing);
    video.addEventListener('waiting', this.#waiting);
    video.addEventListener('ended', this.#ended);
  }

  async seek(media: Media, time: number): Promise<void> {
    const position = this.#positionOf(time);
    if (position !== undefined) {
      this.#video.currentTime = position;
      return;
    }
    await this.#load(media, time);
  }

  /** Wall-clock time of the picture; undefined until it is known. */
  time(): number | undefined {
    const at = this.#video.currentTime;
    const fragment = this.#fragments.find((one) => at >= one.start && at < one.start + one.duration) ?? this.#last(at);
    if (fragment?.programDateTime == null) return undefined;
    return fragment.programDateTime / 1000 + (at - fragment.start);
  }

  dispose(): void {
    this.#video.removeEventListener('playing', this.#playing);
    this.#video.removeEventListener('waiting', this.#waiting);
    this.#video.removeEventListener('ended', this.#ended);
    this.#unload();
  }

  #last(at: number): Fragment | undefined {
    return this.#fragments.findLast((one) => one.start <= at);
  }

  #positionOf(time: number): number | undefined {
    for (const { programDateTime, start, duration } of this.#fragments) {
      const from = (programDateTime ?? Number.NaN) / 1000;
      if (time >= from && time < from + duration) return start + (time - from);
    }
    return undefined;
  }

  async #load(media: Media, time: number): Promise<void> {
    const turn = ++this.#loading;
    const { default: Hls } = await import('hls.js/light');
    if (turn !== this.#loading) return;
    this.#unload();
    const from = time - LEAD_SECONDS;
    const hls = new Hls({ startPosition: 0, backBufferLength: 30, maxBufferLength: 20, lowLatencyMode: false });
    this.#hls = hls;
    hls.on(Hls.Events.LEVEL_UPDATED, (_, { details }) => {
      const first = this.#fragments.length === 0;
      this.#fragments = details.fragments;
      if (first) this.#enter(hls, time);
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (error.response?.code === 403 || error.response?.code === 401)
        this.#on({ kind: refusalIn(error.networkDetails) });
      else if (error.fatal) this.#on({ kind: 'failed' });
    });
    hls.loadSource(archiveUrl(media, from, from + WINDOW_SECONDS > now() ? undefined : WINDOW_SECONDS));
    hls.attachMedia(this.#video);
    void this.#video.play().catch(() => undefined);
  }

  /** The playlist is known: on to the picture asked for, or the first after it when that was not recorded. */
  #enter(hls: Hls, time: number): void {
    const next = this.#fragments.find(({ programDateTime }) => (programDateTime ?? 0) / 1000 >= time);
    const position = this.#positionOf(time) ?? next?.start ?? 0;
    hls.stopLoad();
    hls.startLoad(position);
    const go = () => {
      if (Math.abs(this.#video.currentTime - position) > 0.3) this.#video.currentTime = position;
    };
    if (this.#video.readyState > 0) go();
    else this.#video.addEventListener('loadedmetadata', go, { once: true });
  }

  #unload(): void {
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#fragments = [];
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #playing = (): void => this.#on({ kind: 'playing' });
  #waiting = (): void => this.#on({ kind: 'waiting' });
  #ended = (): void => this.#on({ kind: 'ended' });
}
