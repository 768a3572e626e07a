import type { Db, Sql, Tx } from '../db/sql.ts';
import type { PlaybackLinks } from './access/links.ts';
import type { AccessSnapshot } from './access/snapshot.ts';
import type { PlaybackTokens } from './access/tokens.ts';
import type { CameraChangeQueue } from './cameras/change-queue.ts';
import type { CameraProbe } from './cameras/probe.ts';
import type { CameraTexts } from './cameras/search.ts';
import type { DeviceControl } from './cameras/synchronize.ts';
import type { ChangeFeed } from './changes/feed.ts';
import type { ClientKeys } from './clients/clients.ts';
import type { ServiceAdministrators } from './clients/service-administrators.ts';
import type { AskedBilling } from './contracts/billing.ts';
import type { ShortMessage } from './domains/sms-gateway.ts';
import type { EgressPolicy } from './egress/policy.ts';
import type { PanelControl } from './panels/control.ts';
import type { CodeLine } from './phones/line.ts';
import type { Sealer } from './secrets/sealer.ts';
import type { RememberedSignIns } from './sessions/remembered.ts';
import type { SignInThrottle } from './sessions/throttle.ts';

/** What the domain needs of the outside, in one place; a test owns any of it. */
export interface Core {
  readonly sql: Sql;
  /** Unprepared: for lists, where a generic plan costs ten times the custom one. */
  readonly lists: Sql;
  readonly clock: () => Date;
  readonly sealer: Sealer;
  readonly passwords: Passwords;
  readonly egress: EgressPolicy;
  readonly feed: ChangeFeed;
  readonly access: AccessSnapshot;
  readonly cameraChanges: CameraChangeQueue;
  readonly cameraTexts: CameraTexts;
  readonly clients: ClientKeys;
  readonly administrators: ServiceAdministrators;
  readonly tokens: PlaybackTokens;
  readonly links: PlaybackLinks;
  readonly throttle: SignInThrottle;
  readonly remembered: RememberedSignIns;
  /** Latin letters for any script: names are made of titles. */
  readonly transliterate: (text: string) => string;
  /** What the server is called from outside; undefined: nobody said. Never what a request calls it. */
  readonly publicUrl?: string | undefined;
  /** Absent: no camera is asked whether it is there. */
  readonly probe?: CameraProbe | undefined;
  /** Absent: no camera's own settings are touched. */
  readonly devices?: DeviceControl | undefined;
  /** Absent: no door is opened and no key is written. */
  readonly panels?: PanelControl | undefined;
  /** Absent: no billing is asked about contracts. */
  readonly connector?: AskedBilling | undefined;
  /** Sends one message by the domain's gateway and gives back what that answered. Throws with the reason. */
  readonly sendSms: (domainId: number, message: ShortMessage) => Promise<string>;
  /** Sign-in codes that may be sent to telephones in an hour, to all of them. */
  readonly codesPerHour: number;
  readonly codeLine: CodeLine;
  /** Plays every camera: of the provider's own media servers and tools. */
  readonly mediaToken?: string | undefined;
  readonly log: Log;
  /** Set while an idempotent request runs: every write joins this transaction. */
  readonly ambient?: Tx;
  readonly afterCommit?: (() => void)[];
  /** Run when that transaction has ended, either way, and has given its connection back. */
  readonly afterEnd?: (() => Promise<unknown>)[];
}

/** Slow password hashing with its cache, outside the core because it is a library's. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Burns the same time for a hash of `undefined`. `login` keys the cache of successes. */
  verify(login: string, hash: string | undefined, password: string): Promise<boolean>;
}

export interface Log {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** For single reads: inside an idempotent request they must see its own writes. */
export const reader = (core: Core): Db => core.ambient ?? core.sql;

/** For lists. */
export const listReader = (core: Core): Db => core.ambient ?? core.lists;
