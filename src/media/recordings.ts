import type { RecordingFault } from './control.ts';

/** Of the cameras that have a picture and should be recorded now. */
export interface RecordingCounts {
  readonly wanted: number;
  readonly failing: ReadonlyMap<RecordingFault, number>;
}

interface Recorded {
  readonly alive: boolean;
  readonly recording: boolean;
  readonly recordingError: RecordingFault | undefined;
}

export function countRecordings(streams: Iterable<Recorded>): RecordingCounts {
  const failing = new Map<RecordingFault, number>();
  let wanted = 0;
  for (const { alive, recording, recordingError } of streams) {
    if (!alive || !recording) continue;
    wanted += 1;
    if (recordingError !== undefined) failing.set(recordingError, (failing.get(recordingError) ?? 0) + 1);
  }
  return { wanted, failing };
}

/** For the operator: why, and the next step. */
const WORDS: Readonly<Record<RecordingFault, string>> = {
  disk_full: 'the disk of the archive takes no more: free some room on it (df, df -i)',
  quota: "the service's quota on the disk of the archive is used up: raise it",
  read_only: 'the disk of the archive is mounted read-only: look for its errors (dmesg) and mount it for writing',
  disk_failing: 'the disk of the archive answers with errors (dmesg): replace it',
  no_permission: 'the service may not write to the folder of the archive: give it to the user that the service runs as',
  disk_slow: 'the disk of the archive does not keep up: record fewer cameras on it, or with a lower bitrate',
  other: 'the log says why ("the archive cannot be written")',
};

/** What all cameras of a disk have in common. A slow moment, or one camera's own folder, is no matter of the whole node. */
const OF_THE_DISK: ReadonlySet<RecordingFault> = new Set(['disk_full', 'quota', 'read_only', 'disk_failing']);

/** Why cameras are not recorded; undefined: all are, or the node is well but for some. */
export function recordingProblem({ wanted, failing }: RecordingCounts): string | undefined {
  const count = [...failing.values()].reduce((sum, one) => sum + one, 0);
  const grave = count === wanted || [...failing.keys()].some((fault) => OF_THE_DISK.has(fault));
  if (count === 0 || !grave) return undefined;
  const why = [...failing.keys()].map((fault) => WORDS[fault]).join('; ');
  return `${count} of ${wanted} cameras are not recorded: ${why}`;
}
