import { LiveBuffer, mediaSourceOf } from './live-buffer.ts';
import { playHls } from './live-hls.ts';
import { liveUrl, type Media, socketUrl } from './media.ts';
import { type Refusal, refusalOf } from './refusal.ts';

export type LiveEvent =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'playing' }
  /** Nothing arrives: tried again by itself, `attempt` times so far. */
  | { readonly kind: 'waiting'; readonly attempt: number }
  /** The server closed it: access was taken away, an operator ended it, or too many are open. It is not tried again. */
  | { readonly kind: Refusal }
  | { readonly kind: 'unsupported'; readonly codec: string };

/** The server's word that access was taken away. */
const ACCESS_ENDED = 4403;
/** No bytes for so long: the connection is dead although nobody said so. */
const SILENCE_MS = 8000;
/** So many sockets that bring nothing, and HLS is tried by turns. */
const SOCKET_ATTEMPTS = 2;
/** A camera on demand has to be reached first. */
const FIRST_MS = 15_000;

/**
 * One live picture in one video element, over a WebSocket, until disposed:
 *
 *     connecting -> playing -> waiting -> connecting ...   backs off 0.5, 1, 2, 4, then 8 s
 *                        `--> a refusal | unsupported      stays
 *
 * Where no socket gets through, HLS takes its place. `media` is asked anew for each attempt, since tokens change.
 */
export class LiveStream {
  #video: HTMLVideoElement;
  #media: () => Media;
  #on: (event: LiveEvent) => void;
  #socket: WebSocket | undefined;
  #buffer: LiveBuffer | undefined;
  #stopHls: (() => void) | undefined;
  /** A socket has brought something: the way is open to sockets. */
  #heard = false;
  #attempt = 0;
  #retry: number | undefined;
  #silence: number | undefined;
  #disposed = false;

  constructor(video: HTMLVideoElement, media: () => Media, on: (event: LiveEvent) => void) {
    this.#video = video;
    this.#media = media;
    this.#on = on;
    video.addEventListener('playing', this.#playing);
    this.#connect();
  }

  dispose(): void {
    this.#disposed = true;
    window.clearTimeout(this.#retry);
    this.#video.removeEventListener('playing', this.#playing);
    this.#drop();
  }

  #connect(): void {
    const Source = mediaSourceOf();
    this.#on({ kind: 'connecting' });
    if (Source === undefined) {
      this.#playNatively();
      return;
    }
    if (!this.#heard && this.#attempt >= SOCKET_ATTEMPTS && this.#attempt % 2 === 0) {
      this.#playOverHls();
      return;
    }
    const socket = new WebSocket(socketUrl(this.#media()));
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#listen(FIRST_MS);
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      this.#listen();
      this.#heard = true;
      if (typeof data === 'string') this.#begin(Source, data);
      else this.#buffer?.append(data);
    };
    socket.onclose = ({ code, reason }) => {
      if (this.#socket !== socket) return;
      if (code === ACCESS_ENDED) {
        this.#drop();
        this.#on({ kind: refusalOf(reason) });
      } else this.#again();
    };
  }

  /** The first message says what follows; a later one that the stream has changed and starts anew. */
  #begin(Source: typeof MediaSource, text: string): void {
    const mime = mimeOf(text);
    if (mime === undefined) return;
    if (!Source.isTypeSupported(mime)) {
      this.#drop();
      this.#on({ kind: 'unsupported', codec: mime });
      return;
    }
    this.#buffer?.dispose();
    this.#buffer = new LiveBuffer(this.#video, Source, mime, () => this.#again());
    void this.#video.play().catch(() => undefined);
  }

  /** No MediaSource at all: an old iPhone, which plays HLS by itself. */
  #playNatively(): void {
    this.#video.src = liveUrl(this.#media());
    this.#video.onerror = () => this.#again();
    void this.#video.play().catch(() => undefined);
  }

  #playOverHls(): void {
    this.#drop();
    this.#stopHls = playHls(this.#video, liveUrl(this.#media()), (why) => {
      this.#drop();
      if (why === 'failed') this.#again();
      else this.#on({ kind: why });
    });
  }

  #listen(patienceMs = SILENCE_MS): void {
    window.clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#again(), patienceMs);
  }

  #again(): void {
    if (this.#disposed) return;
    // The last picture stays on the screen until the next connection has one.
    this.#closeSocket();
    this.#attempt += 1;
    this.#on({ kind: 'waiting', attempt: this.#attempt });
    const waitMs = Math.min(8000, 250 * 2 ** this.#attempt) * (0.8 + Math.random() * 0.4);
    window.clearTimeout(this.#retry);
    this.#retry = window.setTimeout(() => this.#connect(), waitMs);
  }

  #playing = (): void => {
    this.#attempt = 0;
    this.#on({ kind: 'playing' });
  };

  #closeSocket(): void {
    window.clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #drop(): void {
    this.#closeSocket();
    this.#stopHls?.();
    this.#stopHls = undefined;
    this.#buffer?.dispose();
    this.#buffer = undefined;
    this.#video.onerror = null;
  }
}

function mimeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { mime?: string }).mime;
  } catch {
    return undefined;
  }
}
