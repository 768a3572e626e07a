/** What keeps a picture that is there from being recorded, as media nodes tell it. */
export type RecordingError =
  | 'disk_full'
  | 'quota'
  | 'read_only'
  | 'disk_failing'
  | 'no_permission'
  | 'disk_slow'
  | 'other';

/** For who speaks English; the next step is the operator's. */
export const RECORDING_ERRORS: Readonly<Record<RecordingError, string>> = {
  disk_full:
    'Not recorded: the disk of the archive is full. Free some room on it, and recording begins again by itself',
  quota: "Not recorded: the service's quota on the disk of the archive is used up. Raise it",
  read_only: 'Not recorded: the disk of the archive is mounted read-only. Look for its errors and mount it for writing',
  disk_failing: 'Not recorded: the disk of the archive answers with errors. Replace it',
  no_permission: 'Not recorded: the service may not write to the folder of the archive. Give it to its user',
  disk_slow: 'Not recorded: the disk of the archive does not keep up. Record less on it',
  other: 'Not recorded: the log of the server says why',
};
