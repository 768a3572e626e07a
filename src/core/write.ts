import { outageOf } from '../db/outage.ts';
import type { Tx } from '../db/sql.ts';
import { type Later, nested, transaction } from '../db/transaction.ts';
import type { Actor } from './actor.ts';
import { type AuditEntry, type BillingEntry, type Intent, recordWrites, type WriteRecord } from './audit/record.ts';
import { concerned } from './billing-events/concerned.ts';
import { recordRefusal } from './billing-events/refused.ts';
import { storedRequest } from './billing-events/request.ts';
import { typesAsked, typesOfChanges, typesUnknownCode } from './billing-events/types-of.ts';
import { speaksForBilling } from './blocks/source.ts';
import type { Change, ChangeKind } from './changes/change.ts';
import type { Core } from './core.ts';
import { DomainError, Outage, refusalOfRow } from './errors.ts';
import { type EventRow, type Happened, happening } from './events/event.ts';
import type { DataOf, EventType } from './events/event-types.ts';
import { recordEvents, wantedEvents } from './events/record.ts';

/** One transaction with what it has to leave behind. */
export interface Write {
  readonly sql: Tx;
  readonly core: Core;
  readonly actor: Actor;
  /** Sends a statement whose answer nobody needs; it is waited for with the commit. */
  readonly later: Later;
  /** Notes a change of an object; equal values are dropped, nothing left is no change. */
  changed(entry: AuditEntry): void;
  /** Tells whoever wants to hear of it, once it is committed; changes of objects tell themselves. */
  happened<T extends EventType>(type: T, objectId: number, data: DataOf<T>): void;
  /** Says in the billing event what was asked for and did not come true. */
  remarked(what: string): void;
  /** Tells followers that what they keep of this object is old. */
  touched(kind: ChangeKind, key?: number): void;
}

/**
 * Runs one write: rows, audit changes, the billing event when a billing caused it, and the change log commit
 * together or not at all. A refusal by the domain leaves a billing event too, in a transaction of its own.
 */
export async function write<T>(core: Core, actor: Actor, intent: Intent, body: (tx: Write) => Promise<T>): Promise<T> {
  core.outages.checkRoom();
  const started = core.clock();
  let touches: Change[] = [];
  const run = async (sql: Tx, later: Later): Promise<T> => {
    const audits: AuditEntry[] = [];
    const remarks: string[] = [];
    const said: Happened[] = [];
    touches = [];
    const result = await body({
      sql,
      core,
      actor,
      later,
      changed: (entry) => void audits.push(entry),
      happened: (type, objectId, data) => void said.push(happening(type, objectId, data)),
      remarked: (what) => void remarks.push(what),
      touched: (kind, key) => void touches.push({ kind, key: key ?? null }),
    });
    const record = recordOf(core, actor, intent, started, { audits, touches, remarks, said });
    later(recordWrites(sql, [record]));
    recordEvents(sql, later, record.events);
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

/** What one write noted on its way. */
interface Left {
  readonly audits: readonly AuditEntry[];
  readonly touches: readonly Change[];
  readonly remarks: readonly string[];
  readonly said: readonly Happened[];
}

/** That, and what is told to endpoints. */
export interface Noted extends WriteRecord {
  readonly events: readonly EventRow[];
}

const MAX_REMARKS = 20;

/** An import of a hundred thousand rows still has one line. */
function inOneLine(remarks: readonly string[]): string | undefined {
  if (remarks.length === 0) return undefined;
  const more = remarks.length > MAX_REMARKS ? `; and ${remarks.length - MAX_REMARKS} more` : '';
  return remarks.slice(0, MAX_REMARKS).join('; ') + more;
}

/** What a write leaves behind that came to its end; equal values are no change. */
export function recordOf(
  core: Core,
  actor: Actor,
  intent: Intent,
  started: Date,
  { audits, touches, remarks, said }: Left,
): Noted {
  const real = audits.map(withoutEqual).filter((entry) => entry.action !== 'change' || hasChanges(entry));
  const event = speaksForBilling(actor)
    ? eventOf(core, intent, started, {
        outcome: real.length > 0 ? 'applied' : 'no_change',
        types: real.length > 0 ? typesOfChanges(intent, real) : typesAsked(intent),
        // What changed nothing was about somebody all the same.
        concerned: concerned(intent, audits),
        message: inOneLine(remarks),
      })
    : undefined;
  const events = wantedEvents(core.wanted, actor, core.clock(), real, said);
  return { actor, audits: real, touches, event, events };
}

/** Notes a write that failed, for the billing that asked for it, and gives back what its caller is told. */
export async function refused(
  core: Core,
  actor: Actor,
  intent: Intent,
  started: Date,
  error: unknown,
): Promise<unknown> {
  const refusal = refusalOfRow(error);
  if (!speaksForBilling(actor)) return refusal;
  actor.trace.heard?.();
  const byDomain = refusal instanceof DomainError;
  const message = byDomain ? refusal.message : outageOf(error) ? 'The database was away' : 'Internal error';
  const pending = byDomain ? refusal.details.pending : undefined;
  const event = eventOf(core, intent, started, {
    outcome: pending ? 'pending' : byDomain ? 'rejected' : 'failed',
    types: pending ? typesUnknownCode(intent) : typesAsked(intent),
    concerned: concerned(intent, []),
    message,
  });
  const note = () =>
    recordRefusal(core.sql, actor, event, { ...intent, pending }).catch((cause: unknown) =>
      core.log.error({ cause, type: intent.type }, 'billing event of a refused write was lost'),
    );
  if (core.afterEnd) core.afterEnd.push(note);
  else if (error instanceof Outage || outageOf(error)) void note();
  else await note();
  return refusal;
}

function eventOf(
  core: Core,
  { type, subject, request }: Intent,
  started: Date,
  became: Pick<BillingEntry, 'outcome' | 'types' | 'concerned' | 'message'>,
): BillingEntry {
  const durationMs = Math.max(0, core.clock().getTime() - started.getTime());
  return { type, ...became, subject, request: storedRequest(request), durationMs };
}

function withoutEqual(entry: AuditEntry): AuditEntry {
  const changes = Object.entries(entry.changes).filter(([, [before, after]]) => !same(before, after));
  return { ...entry, changes: Object.fromEntries(changes) };
}

const hasChanges = (entry: AuditEntry): boolean => Object.keys(entry.changes).length > 0;

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
