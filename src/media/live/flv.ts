import type { Init, Track } from '../mp4/init.ts';
import { readRuns } from '../mp4/samples.ts';
import type { Fragment } from './fragment.ts';

const VIDEO_TAG = 9;
const AUDIO_TAG = 8;
const AVC = 7;
const KEY = 1 << 4;
const INTER = 2 << 4;
/** AAC, 44 kHz, 16 bit, stereo: FLV says so of every AAC, the setup says what it is. */
const AAC = 0xaf;
const SETUP = 0;
const SAMPLE = 1;

/** FLV carries H.264 alone, and AAC. */
export function fitsFlv(init: Init): boolean {
  return init.video.codec.startsWith('avc') && init.video.setup.length > 0;
}

interface Tag {
  readonly type: number;
  /** ms */
  readonly time: number;
  readonly data: readonly Buffer[];
}

/**
 * Writes the fragments of a live stream as FLV, sample by sample, without decoding. Its time begins at 0 and goes on
 * over restarts of the camera's stream. The first fragment has to begin with a key picture.
 */
export class FlvWriter {
  #init: Init | undefined;
  #epoch: number | undefined;
  /** From the stream's own clock to the time of the FLV, ms. */
  #shift = 0;
  #end = 0;

  /** The bytes of a fragment, after those of the head where it begins one. */
  write(fragment: Fragment): Buffer {
    const { init, id } = fragment.epoch;
    const parts: Buffer[] = [];
    if (this.#epoch === undefined) parts.push(fileHead(init));
    if (this.#epoch !== id) {
      this.#epoch = id;
      this.#shift = this.#end - fragment.streamMs;
      if (this.#init !== init) for (const tag of setups(init, this.#end)) parts.push(...bytesOf(tag));
      this.#init = init;
    }
    const tags = this.#tags(fragment, init).sort((a, b) => a.time - b.time);
    for (const tag of tags) parts.push(...bytesOf(tag));
    return Buffer.concat(parts);
  }

  #tags({ data }: Fragment, init: Init): Tag[] {
    const tags: Tag[] = [];
    for (const { track, time, offset, samples } of readRuns(data, init)) {
      if (track.kind === 'audio' && !isAac(track)) continue;
      const ms = 1000 / track.timescale;
      let at = time;
      let from = offset;
      for (const { size, duration, delay, key } of samples) {
        const sample = data.subarray(from, from + size);
        const shown = Math.round(at * ms + this.#shift);
        from += size;
        at += duration;
        if (shown < 0) continue;
        if (track.kind === 'video') {
          tags.push({ type: VIDEO_TAG, time: shown, data: [videoHead(key, SAMPLE, Math.round(delay * ms)), sample] });
          this.#end = Math.max(this.#end, Math.round(at * ms + this.#shift));
        } else tags.push({ type: AUDIO_TAG, time: shown, data: [Buffer.of(AAC, SAMPLE), sample] });
      }
    }
    return tags;
  }
}

const isAac = (track: Track): boolean => track.setup.length > 0;

/** `FLV`, version 1, what follows, the length of this head; and that no tag stood before. */
function fileHead(init: Init): Buffer {
  const sound = init.audio !== undefined && isAac(init.audio) ? 4 : 0;
  return Buffer.of(0x46, 0x4c, 0x56, 1, sound | 1, 0, 0, 0, 9, 0, 0, 0, 0);
}

function setups(init: Init, time: number): Tag[] {
  const tags: Tag[] = [{ type: VIDEO_TAG, time, data: [videoHead(true, SETUP, 0), init.video.setup] }];
  const { audio } = init;
  if (audio !== undefined && isAac(audio)) {
    tags.push({ type: AUDIO_TAG, time, data: [Buffer.of(AAC, SETUP), audio.setup] });
  }
  return tags;
}

function videoHead(key: boolean, kind: number, delayMs: number): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8((key ? KEY : INTER) | AVC, 0);
  head.writeUInt8(kind, 1);
  head.writeIntBE(delayMs, 2, 3);
  return head;
}

/** A tag with its head, and its length behind it. Time takes 24 bits and then the 8 above them. */
function bytesOf({ type, time, data }: Tag): Buffer[] {
  const size = data.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(11);
  head.writeUInt8(type, 0);
  head.writeUIntBE(size, 1, 3);
  head.writeUIntBE(time & 0xffffff, 4, 3);
  head.writeUInt8((time >>> 24) & 0xff, 7);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(head.length + size, 0);
  return [head, ...data, tail];
}
