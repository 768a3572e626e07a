import type { Archive } from '../archive/archive.ts';
import { faultOf, lacksRoom } from '../archive/faults.ts';
import { Recorder, records, recordsByMotion } from '../archive/recorder.ts';
import { Week } from '../archive/schedule.ts';
import type { RecordingFault, StreamSpec } from '../control.ts';
import type { Fragment } from '../live/fragment.ts';
import { type Log, reason } from '../log.ts';

/** After the archive could not be read. */
const ARCHIVE_AGAIN_MS = 5000;

export interface StreamRecordingDeps {
  readonly archive: Archive;
  readonly segmentMs: number;
  readonly log: Log;
  /** The camera's clock has drifted: the stream is to take a new epoch at the next key picture. */
  readonly onDrift: () => void;
}

/** What is recorded of one stream, by its schedule. What keeps it from being written does not keep the picture. */
export class StreamRecording {
  readonly #deps: StreamRecordingDeps;
  #spec: StreamSpec;
  #week: Week;
  #recorder: Recorder | undefined;
  /** Of the last try to write what should be recorded. */
  #fault: RecordingFault | undefined;
  #failure: unknown;
  /** The archive is not read before it; of `performance.now()`. */
  #archiveNotBefore = 0;

  constructor(deps: StreamRecordingDeps, spec: StreamSpec) {
    this.#deps = deps;
    this.#spec = spec;
    this.#week = new Week(spec.recording);
  }

  update(spec: StreamSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    this.#week = new Week(spec.recording);
    if (!records(spec) || recordsByMotion(spec) !== recordsByMotion(before)) void this.end();
  }

  /** Whether it is to be recorded now. */
  get wanted(): boolean {
    return records(this.#spec) && this.#week.isOpen(Date.now());
  }

  /** What keeps what should be recorded from being written. */
  get fault(): RecordingFault | undefined {
    return this.#deps.archive.guard.room.closed ? 'disk_full' : this.#fault;
  }

  push(fragment: Fragment): void {
    const { wanted } = this;
    if (wanted && this.#recorder === undefined) this.#begin();
    if (wanted) this.#recorder?.push(fragment);
    else void this.end();
  }

  /** Twice a second. */
  check(): void {
    const broken = this.#recorder?.error;
    if (broken !== undefined) this.#failed(broken);
  }

  /** Ends the file that is being written. */
  async end(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = undefined;
    await recorder?.finish();
  }

  #begin(): void {
    const { archive, segmentMs, onDrift } = this.#deps;
    const { cameraId } = this.#spec;
    const camera = archive.loaded(cameraId);
    if (camera === undefined) {
      if (performance.now() < this.#archiveNotBefore) return;
      this.#archiveNotBefore = performance.now() + ARCHIVE_AGAIN_MS;
      archive.camera(cameraId).catch((error) => this.#failed(error));
      return;
    }
    this.#recorder = new Recorder({
      archive: camera,
      segmentMs,
      motion: recordsByMotion(this.#spec),
      hasRoom: () => !archive.guard.room.closed,
      onWritten: () => this.#written(),
      onFailure: (error) => this.#failed(error),
    });
    this.#recorder.onDrift = onDrift;
  }

  #written(): void {
    if (this.#fault === undefined) return;
    this.#fault = undefined;
    this.#deps.log.info({ cameraId: this.#spec.cameraId }, 'the archive is written again');
  }

  /** The picture goes on, without being recorded. */
  #failed(error: unknown): void {
    if (error === this.#failure) return;
    this.#failure = error;
    const { archive, log } = this.#deps;
    const { cameraId } = this.#spec;
    const fault = faultOf(error);
    if (fault !== this.#fault) log.error({ cameraId, fault, reason: reason(error) }, 'the archive cannot be written');
    this.#fault = fault;
    if (!lacksRoom(fault)) return;
    archive.guard.refused().catch((cause) => log.error({ reason: reason(cause) }, 'no room could be made'));
  }
}
