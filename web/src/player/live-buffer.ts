/**
 * A MediaSource that lives at its edge: what arrives is appended in order, what is older than 20 s goes, and the picture
 * is held a second behind the newest frame: by playing 8 % faster when it lags, by a jump when it lags far.
 */
const KEEP_SECONDS = 20;
const LAG_SECONDS = 1.2;
const JUMP_SECONDS = 5;

type SourceConstructor = typeof MediaSource;

/** MediaSource, or what iPhones have in its place. */
export function mediaSourceOf(): SourceConstructor | undefined {
  const scope = window as unknown as { MediaSource?: SourceConstructor; ManagedMediaSource?: SourceConstructor };
  return scope.ManagedMediaSource ?? scope.MediaSource;
}

export class LiveBuffer {
  #video: HTMLVideoElement;
  #source: MediaSource;
  #url: string;
  #buffer: SourceBuffer | undefined;
  #queue: BufferSource[] = [];
  #failed: () => void;
  #timer: number;

  constructor(video: HTMLVideoElement, Source: SourceConstructor, mime: string, failed: () => void) {
    this.#video = video;
    this.#failed = failed;
    this.#source = new Source();
    this.#url = URL.createObjectURL(this.#source);
    this.#source.addEventListener('sourceopen', () => this.#open(mime), { once: true });
    video.disableRemotePlayback = true; // ManagedMediaSource does not open without it.
    video.src = this.#url;
    this.#timer = window.setInterval(() => this.#keepUp(), 500);
  }

  append(data: ArrayBuffer): void {
    this.#queue.push(data);
    this.#pump();
  }

  dispose(): void {
    window.clearInterval(this.#timer);
    this.#queue = [];
    this.#buffer = undefined;
    this.#video.playbackRate = 1;
    this.#video.removeAttribute('src');
    this.#video.load();
    URL.revokeObjectURL(this.#url);
  }

  #open(mime: string): void {
    try {
      this.#buffer = this.#source.addSourceBuffer(mime);
    } catch {
      this.#failed();
      return;
    }
    this.#buffer.addEventListener('updateend', () => {
      this.#start();
      this.#pump();
    });
    this.#pump();
  }

  #pump(): void {
    const buffer = this.#buffer;
    if (buffer === undefined || buffer.updating || this.#source.readyState !== 'open') return;
    const oldest = buffer.buffered.length > 0 ? buffer.buffered.start(0) : 0;
    if (this.#video.currentTime - oldest > KEEP_SECONDS * 1.5) {
      buffer.remove(oldest, this.#video.currentTime - KEEP_SECONDS);
      return;
    }
    const data = this.#queue.shift();
    if (data === undefined) return;
    try {
      buffer.appendBuffer(data);
    } catch {
      this.#failed();
    }
  }

  /** Media time starts where the camera's does: the first picture is where the buffer begins. */
  #start(): void {
    const { buffered, currentTime } = this.#video;
    if (buffered.length === 0) return;
    if (currentTime < buffered.start(0)) {
      this.#video.currentTime = Math.max(buffered.start(0), buffered.end(buffered.length - 1) - LAG_SECONDS / 2);
    }
  }

  #keepUp(): void {
    const { buffered, currentTime, paused } = this.#video;
    if (buffered.length === 0 || paused) return;
    const lag = buffered.end(buffered.length - 1) - currentTime;
    const inHole = currentTime < buffered.start(buffered.length - 1);
    if (inHole || lag > JUMP_SECONDS) this.#video.currentTime = buffered.end(buffered.length - 1) - LAG_SECONDS / 2;
    this.#video.playbackRate = lag > LAG_SECONDS ? 1.08 : 1;
  }
}
