import type { Db, Sql, Tx } from '../db/sql.ts';
import type { PlaybackLinks } from './access/links.ts';
import type { PlaybackTokens } from './access/tokens.ts';
import type { Actor, Trace, UserActor } from './actor.ts';
import type { Intent } from './audit/record.ts';
import type { BillingConnector } from './billing/connector.ts';
import type { AgedAnswer, BillingHealth, BillingSettings, QuestionOutcome, Subject } from './billing/question.ts';
import type { UnheardCalls } from './billing-events/unheard.ts';
import type { CameraFields, CameraKey, CameraView } from './cameras/camera.ts';
import type { CameraTexts } from './cameras/reading/search-index.ts';
import type { MotionNotices } from './cameras/recording/motion-notices.ts';
import type { CameraProbe } from './cameras/source/camera-probe.ts';
import type { DeviceControl } from './cameras/source/device-control.ts';
import type { MotionListener } from './cameras/source/motion-listener.ts';
import type { ShortMessage, SmsTaken } from './domains/sms-gateway.ts';
import type { GuestPageThrottle } from './door-codes/page-throttle.ts';
import type { DoorThrottle } from './doors/throttle.ts';
import type { EgressPolicy } from './egress/policy.ts';
import type { RequestTurns } from './idempotency/turns.ts';
import type { Outages } from './outages.ts';
import type { Overviews } from './overview/counters.ts';
import type { PanelControl } from './panels/control.ts';
import type { CodeLine } from './phones/line.ts';
import type { AccessFacts, Administrators, Changes, Clients, TileOrigins, WantedEvents } from './ports.ts';
import type { Sealer } from './secrets/sealer.ts';
import type { KeyThrottle } from './sessions/key-throttle.ts';
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
  readonly feed: Changes;
  readonly access: AccessFacts;
  readonly cameraChanges: CameraChanges;
  readonly cameraTexts: CameraTexts;
  readonly wanted: WantedEvents;
  readonly tileOrigins: TileOrigins;
  readonly clients: Clients;
  readonly administrators: Administrators;
  readonly tokens: PlaybackTokens;
  readonly links: PlaybackLinks;
  readonly throttle: SignInThrottle;
  readonly keyThrottle: KeyThrottle;
  readonly remembered: SignIns;
  readonly doorThrottle: DoorThrottle;
  readonly guestPageThrottle: GuestPageThrottle;
  readonly motionNotices: MotionNotices;
  readonly overviews: Overviews;
  readonly unheardCalls: UnheardCalls;
  readonly requestTurns: RequestTurns;
  /** Latin letters for any script: names are made of titles. */
  readonly transliterate: (text: string) => string;
  /** What the server is called from outside; undefined: nobody said. Never what a request calls it. */
  readonly publicUrl?: string | undefined;
  /** Absent: no camera is asked whether it is there. */
  readonly probe?: CameraProbe | undefined;
  /** Absent: no camera's own settings are touched. */
  readonly devices?: DeviceControl | undefined;
  /** Absent: no camera is asked about motion. */
  readonly motionListener?: MotionListener | undefined;
  /** Absent: no door is opened and no key is written. */
  readonly panels?: PanelControl | undefined;
  /** Absent: no billing is asked about contracts. */
  readonly connector?: Billing | undefined;
  /** Sends one message by the domain's gateway. Throws with the reason. */
  readonly sendSms: (domainId: number, message: ShortMessage) => Promise<SmsTaken>;
  /** Sign-in codes that may be sent to telephones in an hour, to all of them. */
  readonly codesPerHour: number;
  readonly codeLine: CodeLine;
  /** Plays every camera: of the provider's own media servers and tools. */
  readonly mediaToken?: string | undefined;
  /** Turns what is thrown while the database is away into a refusal. */
  readonly outages: Outages;
  readonly log: Log;
  /** Set while an idempotent request runs: every write joins this transaction. */
  readonly ambient?: Tx;
  readonly afterCommit?: (() => void)[];
  /** Run when that transaction has ended, either way, and has given its connection back. */
  readonly afterEnd?: (() => Promise<unknown>)[];
}

/** Puts changes of cameras that come at the same moment into one transaction. */
export interface CameraChanges {
  /** The camera after its change; undefined: the change has to go by itself. Not for moves, agents and blocks. */
  change(
    core: Core,
    actor: Actor,
    key: CameraKey,
    fields: CameraFields,
    intent: Intent,
  ): Promise<CameraView | undefined>;
}

/** Remembers for a minute who signed in with what. */
export interface SignIns {
  find(core: Core, login: string, password: string, trace: Trace): UserActor | undefined;
  /** For a password that was right just now. */
  keep(core: Core, login: string, password: string, right: UserActor): Promise<void>;
}

/** The provider's billing as it is asked: each question once at a time, its answer kept. */
export interface Billing {
  readonly connector: BillingConnector;
  readonly settings: BillingSettings;
  readonly health: BillingHealth;
  /** It gave no answer several times in a row: only now and then it is asked whether it is back. */
  readonly isDown: boolean;
  onAsked(listener: (asked: QuestionOutcome) => void): void;
  /** Throws `unavailable` when the billing cannot be asked and nothing is known that is young enough. */
  ask<T>(core: Core, question: Question<T>): Promise<AgedAnswer<T>>;
}

/** One thing to ask. */
export interface Question<T> extends Subject {
  ask(connector: BillingConnector, signal: AbortSignal): Promise<T>;
  toJson(answer: T): unknown;
  fromJson(json: unknown): T;
  /** What a fresh answer does, once it is stored. */
  applyAnswer?(core: Core, answer: T, asOf: Date): Promise<void>;
  /** False: an answer that is kept does not say all that is asked now. `detail` tells such questions apart. */
  covers?(answer: T): boolean;
  readonly detail?: string;
  /** Where it is good for longer than the settings say. */
  readonly cacheMs?: number;
}

/** Slow password hashing with its cache, outside the core because it is a library's. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Burns the same time for a hash of `undefined`. `login` keys the cache of successes. */
  verify(login: string, hash: string | undefined, password: string): Promise<boolean>;
  /** Whether it is what is stored already; for those who are known, whom no flood of sign-ins holds up. */
  matches(login: string, hash: string, password: string): Promise<boolean>;
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
