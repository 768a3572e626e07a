import { Gauge, type Registry } from 'prom-client';

/** What the media node of this process records, asked without the database. */
export interface RecordingNumbers {
  /** Cameras that have a picture and should be recorded now. */
  readonly wanted: number;
  /** Those of them that are not, by why. */
  readonly failing: ReadonlyMap<string, number>;
  /** Of the archive, bytes; undefined: it does not say. */
  readonly disk: { readonly free: number; readonly total: number } | undefined;
}

/** What to call before the metrics are read. */
export function recordingMetrics(registry: Registry, numbers: () => Promise<RecordingNumbers>): () => Promise<void> {
  const registers = [registry];
  const cameras = new Gauge({
    name: 'vedette_recordings',
    help: 'Cameras that have a picture and should be recorded now, by whether they are',
    labelNames: ['state'],
    registers,
  });
  const errors = new Gauge({
    name: 'vedette_recording_errors',
    help: 'Those that are not, by why: disk_full, quota, read_only, disk_failing, no_permission, disk_slow, other',
    labelNames: ['reason'],
    registers,
  });
  const space = new Gauge({
    name: 'vedette_archive_disk_bytes',
    help: 'Of the disk that the archive lies on',
    labelNames: ['of'],
    registers,
  });
  return async () => {
    const { wanted, failing, disk } = await numbers();
    const failed = [...failing.values()].reduce((sum, count) => sum + count, 0);
    cameras.set({ state: 'recorded' }, wanted - failed);
    cameras.set({ state: 'failing' }, failed);
    errors.reset();
    for (const [reason, count] of failing) errors.set({ reason }, count);
    space.reset();
    if (disk === undefined) return;
    space.set({ of: 'free' }, disk.free);
    space.set({ of: 'total' }, disk.total);
  };
}
