import type { Sql } from '../../db/sql.ts';
import type { Log } from '../core.ts';
import type { Changes } from '../ports.ts';
import type { Change, ChangeKind } from './change.ts';

const POLL_MS = 250;
const NOTIFY_EVERY_MS = 30;
/** Rows are kept for twice as long: whoever was away for longer may have missed some that are gone. */
const AWAY_MS = 30 * 60_000;
/** A lasting fault is logged at most this often, not with each of four polls a second. */
const TELL_FAULT_EVERY_MS = 60_000;
const CHANNEL = 'vedette_change';

/**
 * Reads the change log behind every commit and tells the followers in this process.
 *
 * Sequence order is not commit order, so the position is a transaction id: everything from the oldest transaction that
 * was still running at the last read is read again, and what was already told is skipped by its number. Woken by this
 * process's own commits, by a coalesced notify of others (a notify in each transaction cuts writes to a third), and by
 * a poll every 250 ms.
 */
export class ChangeFeed implements Changes {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #listeners = new Set<(changes: readonly Change[]) => void>();
  #position = '0';
  #told = new Set<number>();
  #freshAt = 0;
  /** Of a fault that lasts: since when, how often, and when it was last told. */
  #fault: { readonly since: number; readonly times: number; readonly toldAt: number } | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;
  #stopped = true;

  constructor(sql: Sql, log: Log) {
    this.#sql = sql;
    this.#log = log;
  }

  async start(): Promise<void> {
    const [row] = await this.#sql<{ xmin: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`;
    this.#position = row?.xmin ?? '0';
    this.#freshAt = Date.now();
    this.#stopped = false;
    void this.#sql
      .listen(CHANNEL, () => void this.#poll())
      .catch((cause: unknown) => this.#log.warn({ cause }, 'cannot listen for changes of other processes: polling'));
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#notifyTimer);
    await this.#running;
  }

  onChanges(listener: (changes: readonly Change[]) => void, signal?: AbortSignal): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** After a commit of this process, whose followers were told: those of other processes hear within 30 ms. */
  wake(): void {
    if (this.#stopped) return;
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = undefined;
      this.#sql.notify(CHANNEL, '').catch(() => undefined);
    }, NOTIFY_EVERY_MS);
  }

  /** What this process committed, told before its writer is answered: whoever reads after a write reads the write. */
  tell(changes: readonly Change[]): void {
    if (changes.length > 0) for (const listener of this.#listeners) listener(changes);
  }

  /** Resolves when everything committed before the call has been told. */
  async settled(): Promise<void> {
    await this.#running;
    await this.#poll();
  }

  /** How long ago the log was last read to its end, in ms. */
  staleMs(): number {
    return Date.now() - this.#freshAt;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#poll().finally(() => this.#schedule()), POLL_MS);
    this.#timer.unref();
  }

  #poll(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#readAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false;
      try {
        await this.#read();
        this.#recovered();
      } catch (cause) {
        if (!this.#stopped) this.#failed(cause);
        return;
      }
    } while (this.#again && !this.#stopped);
  }

  #failed(cause: unknown): void {
    const now = Date.now();
    const { since, times, toldAt } = this.#fault ?? { since: now, times: 0, toldAt: Number.NEGATIVE_INFINITY };
    const tells = now - toldAt >= TELL_FAULT_EVERY_MS;
    this.#fault = { since, times: times + 1, toldAt: tells ? now : toldAt };
    if (tells) this.#log.warn({ cause, times: times + 1, forMs: now - since }, 'change log cannot be read');
  }

  #recovered(): void {
    if (!this.#fault) return;
    const { since, times } = this.#fault;
    this.#fault = undefined;
    this.#log.info({ times, forMs: Date.now() - since }, 'change log is read again');
  }

  async #read(): Promise<void> {
    const started = Date.now();
    const rows = await this.#sql<{ seq: number; kind: ChangeKind; key: number | null; final: boolean; xmin: string }[]>`
      with snapshot as (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)
      select l.seq, l.kind, l.key, l.xid < s.xmin as final, s.xmin::text as xmin
      from snapshot s left join change_log l on l.xid >= ${this.#position}::text::xid8
      order by l.seq`;
    const told = new Set<number>();
    const fresh: Change[] = [];
    for (const row of rows) {
      if (row.seq === null) continue;
      if (!this.#told.has(row.seq)) fresh.push({ kind: row.kind, key: row.key });
      if (!row.final) told.add(row.seq);
    }
    this.#told = told;
    this.#position = rows[0]?.xmin ?? this.#position;
    const away = started - this.#freshAt > AWAY_MS;
    this.#freshAt = started;
    this.tell(away ? [{ kind: 'all', key: null }] : fresh);
  }
}
