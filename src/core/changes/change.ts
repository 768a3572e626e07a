export type ChangeKind =
  | 'camera'
  | 'user'
  | 'organization'
  | 'folder'
  | 'preset'
  | 'client'
  | 'domain'
  | 'viewing'
  /** Locks, doors, panels, keys and who may open: what is to be on the panels may be different. */
  | 'door'
  /** A message waits that may not wait: nothing else has changed. */
  | 'outbox'
  /** An address code leads somewhere, or a request waits for one. */
  | 'address_code'
  /** Endpoints that events are told to. */
  | 'webhook'
  | 'all';

export interface Change {
  readonly kind: ChangeKind;
  /** Of a folder: its organization's id. Null: all of the kind. */
  readonly key: number | null;
}
