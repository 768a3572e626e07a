import type { OutageKind } from '../db/outage.ts';
import { inEnglish, Outage, type OutageTeller } from './errors.ts';

/** An outage is met by each request: told at first, and then so often. */
const TELL_EVERY_MS = 60_000;
/** So long after a write was refused for its disk the database is said to take none. */
const LASTS_MS = 15_000;

/** What a disk does not take now it takes no sooner for being asked again. */
const OF_THE_DISK: ReadonlySet<OutageKind> = new Set(['full', 'quota', 'read_only', 'failing']);

const wordsOf = (kind: OutageKind): string => inEnglish({ reason: `database_${kind}`, params: {} });

interface Log {
  warn(fields: object, event: string): void;
}

/** Outages of the database, as callers and the operator are told of them. */
export class Outages implements OutageTeller {
  readonly #log: Log;
  readonly #isDiskFull: () => boolean | undefined;
  readonly #toldAt = new Map<OutageKind, number>();
  #untold = 0;
  #disk: { readonly kind: OutageKind; readonly at: number } | undefined;

  /** `isDiskFull`: undefined of a database whose disk is not seen from here. */
  constructor(log: Log, isDiskFull: () => boolean | undefined = () => undefined) {
    this.#log = log;
    this.#isDiskFull = isDiskFull;
  }

  /** Without room for its log PostgreSQL ends: away for want of room is full. */
  refusal(asked: OutageKind, cause: unknown): Outage {
    const kind = asked === 'away' && this.#isDiskFull() ? 'full' : asked;
    const now = performance.now();
    if (OF_THE_DISK.has(kind)) this.#disk = { kind, at: now };
    if (now - (this.#toldAt.get(kind) ?? Number.NEGATIVE_INFINITY) < TELL_EVERY_MS) this.#untold++;
    else {
      this.#log.warn({ cause, outage: kind, untold: this.#untold }, EVENTS[kind]);
      this.#toldAt.set(kind, now);
      this.#untold = 0;
    }
    return new Outage(kind);
  }

  /** Throws before a write is begun that would take the last of the room, which PostgreSQL needs to go on. */
  checkRoom(): void {
    if (this.#isDiskFull()) throw this.refusal('full', 'next to nothing is free');
  }

  /** Why nothing is stored, for the operator; undefined: as far as is known all is. */
  get diskProblem(): string | undefined {
    const isFull = this.#isDiskFull();
    if (isFull) return wordsOf('full');
    const last = this.#disk;
    if (last === undefined || performance.now() - last.at > LASTS_MS) return undefined;
    return last.kind === 'full' && isFull === false ? undefined : wordsOf(last.kind);
  }
}

const AWAY = 'requests are refused: the database is away';
const UNSTORED = 'writes are refused: the disk of the database takes nothing';
const EVENTS: Readonly<Record<OutageKind, string>> = {
  away: AWAY,
  busy: AWAY,
  full: UNSTORED,
  quota: UNSTORED,
  read_only: UNSTORED,
  failing: UNSTORED,
};
