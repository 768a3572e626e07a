import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StreamSpec } from '../control.ts';
import type { Epoch, Fragment } from '../live/fragment.ts';
import type { CameraArchive } from './camera-archive.ts';
import type { ArchiveFile } from './file.ts';
import { spoolName } from './layout.ts';
import { SpoolFile } from './spool-file.ts';

/** What has gathered goes to disk after a GOP, and within a long one every so often. */
const FLUSH_MS = 2000;
const FLUSH_BYTES = 1024 * 1024;
/** What is recorded ends no later than this after now, whatever the camera says. */
const MAX_AHEAD_MS = 2000;
/** After a failure of the disk. */
const RETRY_MS = 5000;

/** What runs for its viewers alone is never recorded. */
export function records(spec: StreamSpec): boolean {
  return spec.recording !== undefined && spec.recording.mode !== 'off' && !spec.onDemand;
}

/** Of that what is kept only where motion was near. */
export function recordsByMotion(spec: StreamSpec): boolean {
  return spec.recording?.mode === 'motion';
}

export interface RecorderOptions {
  readonly archive: CameraArchive;
  readonly segmentMs: number;
  /** What is recorded is kept only where motion was near. */
  readonly motion: boolean;
  /** Asked at each key picture; false: the file ends, and none begins. */
  readonly hasRoom: () => boolean;
  /** A group of pictures is on the disk. */
  readonly onWritten: () => void;
  /** Tried again after five seconds. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Writes one camera's fragments into files of a minute. A file begins with a key picture; the next one begins with
 * the very fragment that follows, so there is no gap at the border. What is written can be read at any moment: after
 * `kill -9` of any process at most the last two seconds are lost.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  #targetMs: number;
  #open: OpenFile | undefined;
  #closing: Promise<void> = Promise.resolve();
  #notBefore = 0;
  /** There was no room at the last key picture. */
  #shut = false;
  #early: Fragment[] = [];
  /** Asked for by drift of the camera's clock: the stream takes a new epoch at the next key picture. */
  onDrift: (() => void) | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
    // The first file is shorter by chance, so that a hundred cameras do not turn theirs in the same second.
    this.#targetMs = options.segmentMs * (0.4 + 0.6 * Math.random());
  }

  /** What comes before the clock of its epoch is settled waits: a file is named by the time of its beginning. */
  push(fragment: Fragment): void {
    this.#early.push(fragment);
    if (fragment.epoch.clock.settled(Date.now())) this.#takeEarly();
  }

  /** Why what comes now does not reach the disk. */
  get error(): Error | undefined {
    return this.#open?.error;
  }

  /** Ends the file; resolves when it stands in the archive. */
  async finish(): Promise<void> {
    this.#takeEarly();
    this.#close();
    await this.#closing;
  }

  #takeEarly(): void {
    const early = this.#early;
    this.#early = [];
    for (const fragment of early) {
      fragment.epoch.clock.fix();
      if (fragment.key) this.#turn(fragment);
      this.#open?.push(fragment);
    }
  }

  #turn(fragment: Fragment): void {
    const open = this.#open;
    const { archive, segmentMs, motion, hasRoom, onWritten } = this.#options;
    if (!hasRoom()) {
      this.#close(fragment);
      this.#shut = true;
      return;
    }
    if (this.#shut) this.#notBefore = 0;
    this.#shut = false;
    if (open !== undefined) {
      const full = fragment.streamMs - open.firstMs >= this.#targetMs;
      if (!full && fragment.epoch === open.epoch && open.error === undefined) {
        open.nextGop(fragment);
        return;
      }
      if (open.error !== undefined) this.#notBefore = Date.now() + RETRY_MS;
      this.#close(fragment);
      this.#targetMs = segmentMs;
      if (full && fragment.epoch.clock.drifted()) this.onDrift?.();
    }
    if (Date.now() >= this.#notBefore) this.#open = new OpenFile(archive, fragment, motion, onWritten);
  }

  #close(next?: Fragment): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    const closed = open.close(next);
    this.#closing = this.#closing
      .then(() => closed)
      .catch((error: Error) => {
        this.#notBefore = Date.now() + RETRY_MS;
        this.#options.onFailure(error);
      });
  }
}

class OpenFile {
  readonly epoch: Epoch;
  readonly firstMs: number;
  readonly #archive: CameraArchive;
  readonly #motion: boolean;
  readonly #onWritten: () => void;
  #spool: SpoolFile | undefined;
  #file: ArchiveFile | undefined;
  #pending: Buffer[];
  #pendingBytes = 0;
  #flushedMs: number;
  #endMs: number;
  #size: number;
  #gop: { t: number; offset: number };
  #done: Promise<void> = Promise.resolve();

  constructor(archive: CameraArchive, first: Fragment, motion: boolean, onWritten: () => void) {
    this.#archive = archive;
    this.#onWritten = onWritten;
    this.#motion = motion;
    this.epoch = first.epoch;
    this.firstMs = first.streamMs;
    this.#flushedMs = first.streamMs;
    this.#endMs = first.streamMs;
    const head = first.epoch.init.data;
    this.#pending = [head];
    this.#size = head.length;
    this.#gop = { t: 0, offset: head.length };
  }

  get error(): Error | undefined {
    return this.#spool?.error;
  }

  push(fragment: Fragment): void {
    this.#pending.push(fragment.data);
    this.#pendingBytes += fragment.data.length;
    this.#size += fragment.data.length;
    this.#endMs = Math.max(this.#endMs, fragment.streamMs + fragment.durationMs);
    if (this.#pendingBytes >= FLUSH_BYTES || this.#endMs - this.#flushedMs >= FLUSH_MS) this.#flush();
  }

  /** The fragment that comes begins a new group of pictures. */
  nextGop(fragment: Fragment): void {
    this.#endGop(fragment.streamMs);
    this.#gop = { t: Math.round(fragment.streamMs - this.firstMs), offset: this.#size };
  }

  async close(next: Fragment | undefined): Promise<void> {
    const continues = next !== undefined && next.epoch === this.epoch;
    this.#endGop(continues ? next.streamMs : this.#endMs);
    await this.#done;
    await this.#spool?.close();
    const { error } = this;
    const file = this.#file;
    if (file === undefined) return;
    if (file.gops.length > 0) await this.#archive.adopt(file);
    else {
      this.#archive.discard(file);
      await rm(file.path, { force: true });
    }
    if (error !== undefined) throw error;
  }

  #endGop(endMs: number): void {
    const gop = [this.#gop.t, this.#gop.offset, this.#size - this.#gop.offset] as const;
    if (gop[2] === 0) return;
    const size = this.#size;
    const spool = this.#flush();
    const file = this.#file;
    const most = Date.now() + MAX_AHEAD_MS - (file?.start ?? 0);
    const dur = Math.min(Math.round(endMs - this.firstMs), most);
    // Readers see a group when its bytes are there.
    this.#done = spool.append([]).then(() => {
      if (file === undefined || spool.error !== undefined) return;
      file.gops.push(gop);
      file.dur = dur;
      file.size = size;
      this.#onWritten();
    });
  }

  #flush(): SpoolFile {
    let spool = this.#spool;
    if (spool === undefined) {
      const { clock, id, init } = this.epoch;
      const start = clock.wall(this.firstMs);
      spool = new SpoolFile(join(this.#archive.spoolFolder, spoolName(start, id, this.#motion)));
      this.#spool = spool;
      const file = {
        path: spool.path,
        start,
        dur: 0,
        size: 0,
        initLen: init.data.length,
        epoch: id,
        gops: [],
        done: false,
        motion: this.#motion,
      };
      this.#file = file;
      this.#archive.opened(file);
    }
    void spool.append(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#flushedMs = this.#endMs;
    return spool;
  }
}
