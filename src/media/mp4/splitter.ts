/** ffmpeg writes fragments of well under a megabyte; more than this is a stream that went wrong. */
const MAX_BOX_BYTES = 64 * 1024 * 1024;

export interface SplitterEvents {
  /** `ftyp` and `moov`: once for each run of ffmpeg. */
  onInit(init: Buffer): void;
  /** `moof` and its `mdat`, in one piece of memory. */
  onFragment(data: Buffer, moofBytes: number): void;
}

/**
 * Cuts the pipe of ffmpeg on box borders. Copies only what spans two reads; no byte is looked at but the box headers.
 */
export class FragmentSplitter {
  readonly #events: SplitterEvents;
  #chunks: Buffer[] = [];
  #size = 0;
  #head: Buffer | undefined;

  constructor(events: SplitterEvents) {
    this.#events = events;
  }

  /** Throws when the bytes cannot be MP4. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      const size = this.#boxSize();
      if (size === undefined || this.#size < size) return;
      this.#box(this.#take(size));
    }
  }

  #boxSize(): number | undefined {
    if (this.#size < 8) return undefined;
    const first = this.#chunks[0];
    const head = first !== undefined && first.length >= 8 ? first : this.#join();
    const size = head.readUInt32BE(0);
    if (size < 8 || size > MAX_BOX_BYTES) throw new Error(`not MP4: a box of ${size} bytes`);
    return size;
  }

  #join(): Buffer {
    const all = Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [all];
    return all;
  }

  #take(size: number): Buffer {
    const first = this.#chunks[0];
    const whole = first !== undefined && first.length >= size ? first : this.#join();
    this.#size -= size;
    if (whole.length === size) this.#chunks.shift();
    else this.#chunks[0] = whole.subarray(size);
    return whole.subarray(0, size);
  }

  #box(box: Buffer): void {
    const type = box.toString('latin1', 4, 8);
    if (type === 'ftyp' || type === 'moof') {
      this.#head = box;
      return;
    }
    const head = this.#head;
    if (head === undefined || (type !== 'moov' && type !== 'mdat')) return;
    this.#head = undefined;
    const joined = adjacent(head, box) ?? Buffer.concat([head, box]);
    if (type === 'moov') this.#events.onInit(joined);
    else this.#events.onFragment(joined, head.length);
  }
}

/** Two neighbours of one buffer as one view, without a copy. */
function adjacent(a: Buffer, b: Buffer): Buffer | undefined {
  if (a.buffer !== b.buffer || a.byteOffset + a.length !== b.byteOffset) return undefined;
  return Buffer.from(a.buffer, a.byteOffset, a.length + b.length);
}
