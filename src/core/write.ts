import type { Tx } from '../db/sql.ts';
import { type Later, nested, transaction } from '../db/transaction.ts';
import type { Actor } from './actor.ts';
import { type AuditEntry, type BillingEntry, recordRefusal, recordWrites, type WriteRecord } from './audit/record.ts';
import type { Change, ChangeKind } from './changes/feed.ts';
import type { Core } from './core.ts';
import { DomainError } from './errors.ts';
import { redact } from './secrets/mask.ts';

/** What a write is about, for its billing event. */
export interface Intent {
  /** `camera.change`, `user.create` ... */
  readonly type: string;
  readonly subject?: string;
  /** The request; secrets are taken out before it is stored. */
  readonly request?: unknown;
}

/** One transaction with what it has to leave behind. */
export interface Write {
  readonly sql: Tx;
  readonly core: Core;
  readonly actor: Actor;
  /** Sends a statement whose answer nobody needs; it is waited for with the commit. */
  readonly later: Later;
  /** Notes a change of an object; equal values are dropped, nothing left is no change. */
  changed(entry: AuditEntry): void;
  /** Tells followers that what they keep of this object is old. */
  touched(kind: ChangeKind, key?: number): void;
}

/**
 * Runs one write: rows, audit changes, the billing event when a machine client caused it, and the change log commit
 * together or not at all. A refusal by the domain leaves a billing event too, in a transaction of its own.
 */
export async function write<T>(core: Core, actor: Actor, intent: Intent, body: (tx: Write) => Promise<T>): Promise<T> {
  const started = core.clock();
  let touches: Change[] = [];
  const run = async (sql: Tx, later: Later): Promise<T> => {
    const audits: AuditEntry[] = [];
    touches = [];
    const result = await body({
      sql,
      core,
      actor,
      later,
      changed: (entry) => void audits.push(entry),
      touched: (kind, key) => void touches.push({ kind, key: key ?? null }),
    });
    later(recordWrites(sql, [recordOf(core, actor, intent, started, audits, touches)]));
    return result;
  };
  try {
    const result = core.ambient ? await nested(core.ambient, run) : await transaction(core.sql, run);
    const tell = () => {
      core.feed.tell(touches);
      core.feed.wake();
    };
    if (core.afterCommit) core.afterCommit.push(tell);
    else tell();
    return result;
  } catch (error) {
    throw await refused(core, actor, intent, started, error);
  }
}

/** What a write leaves behind that came to its end; equal values are no change. */
export function recordOf(
  core: Core,
  actor: Actor,
  intent: Intent,
  started: Date,
  audits: readonly AuditEntry[],
  touches: readonly Change[],
): WriteRecord {
  const real = audits.map(withoutEqual).filter((entry) => entry.action !== 'change' || hasChanges(entry));
  const event = eventOf(core, intent, started, real.length > 0 ? 'applied' : 'no_change');
  return { actor, audits: real, touches, event };
}

/** Notes a write that failed, for the billing that asked for it, and gives back what its caller is told. */
export async function refused(
  core: Core,
  actor: Actor,
  intent: Intent,
  started: Date,
  error: unknown,
): Promise<unknown> {
  const refusal = asRefusal(error);
  if (actor.kind !== 'client') return refusal;
  const byDomain = refusal instanceof DomainError;
  const message = byDomain ? refusal.message : 'Internal error';
  const event = eventOf(core, intent, started, byDomain ? 'rejected' : 'failed', message);
  const note = () =>
    recordRefusal(core.sql, actor, event).catch((cause: unknown) =>
      core.log.error({ cause, type: intent.type }, 'billing event of a refused write was lost'),
    );
  if (core.afterEnd) core.afterEnd.push(note);
  else await note();
  return refusal;
}

function eventOf(
  core: Core,
  { type, subject, request }: Intent,
  started: Date,
  outcome: BillingEntry['outcome'],
  message?: string,
): BillingEntry {
  const durationMs = Math.max(0, core.clock().getTime() - started.getTime());
  return { type, outcome, subject, message, request: redact(request), durationMs };
}

/** Races that the database settles (two creates of one name at once) are refusals, not outages. */
function asRefusal(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code;
  if (code === '23505') return new DomainError('conflict', 'It exists already: somebody made it at the same moment');
  if (code === '22003' || code === '22P02' || code === '22021' || code === '22P05') {
    return new DomainError('invalid', 'A value is out of range or has characters that cannot be stored');
  }
  if (code === '40P01' || code === '40001' || code === '55P03') {
    return new DomainError('unavailable', 'Two changes met: send it again');
  }
  return error;
}

function withoutEqual(entry: AuditEntry): AuditEntry {
  const changes = Object.entries(entry.changes).filter(([, [before, after]]) => !same(before, after));
  return { ...entry, changes: Object.fromEntries(changes) };
}

const hasChanges = (entry: AuditEntry): boolean => Object.keys(entry.changes).length > 0;

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
