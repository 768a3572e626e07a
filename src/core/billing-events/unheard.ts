import type { Sql } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import type { BillingEntry } from '../audit/record.ts';
import { speaksForBilling } from '../blocks/source.ts';
import { concerned } from './concerned.ts';
import type { UnheardType } from './intents.ts';
import { recordUnheard } from './refused.ts';
import { storedBody } from './request.ts';
import type { BillingType } from './vocabulary.ts';

/** A call of a billing that came to no write: nothing of it exists, or it was refused before a verb's write began. */
export interface UnheardCall {
  readonly type: UnheardType;
  readonly billingType: BillingType;
  readonly outcome: 'rejected' | 'failed';
  /** Method and path. */
  readonly subject: string;
  readonly message: string;
  /** As it came; secrets are taken out before it is stored. */
  readonly request: unknown;
  readonly userIds: readonly number[];
  readonly organizationIds: readonly number[];
}

const MINUTE_MS = 60_000;
/** Different calls of one caller in a minute that get a row of their own; the others are counted on the last of them. */
const MAX_ROWS = 30;
const MAX_CALLERS = 1000;

/** Of the core what the keeping of a call takes. */
interface Keeping {
  readonly sql: Sql;
  readonly log: { error(fields: object, text: string): void };
  readonly clock: () => Date;
}

/** One caller's calls since `began`: which row counts which of them. */
interface Minute {
  readonly began: number;
  readonly rows: Map<string, Promise<number>>;
  last: Promise<number> | undefined;
}

/**
 * Keeps these calls as billing events, so that a client that repeats a wrong call for ever does not fill the disk: what
 * comes again within a minute is counted on the row of the first, and a caller gets thirty rows a minute at most. In
 * memory of this process; several processes have a row each.
 */
export class UnheardCalls {
  readonly #minutes = new Map<string, Minute>();

  /** Nothing for whoever does not speak for a billing. An event that could not be stored is logged. */
  async note(core: Keeping, actor: Actor, call: UnheardCall): Promise<void> {
    if (!speaksForBilling(actor)) return;
    try {
      await this.#store(core, actor, call);
    } catch (cause) {
      core.log.error({ cause, subject: call.subject }, 'billing event of a refused call was lost');
    }
  }

  async #store(core: Keeping, actor: Actor, call: UnheardCall): Promise<void> {
    const minute = this.#minuteOf(actor, core.clock().getTime());
    const key = `${actor.trace.dialect} ${call.type} ${call.subject} ${call.message}`;
    const known = minute.rows.get(key) ?? (minute.rows.size >= MAX_ROWS ? minute.last : undefined);
    if (known !== undefined) {
      await repeat(core.sql, await known);
      return;
    }
    const row = recordUnheard(core.sql, actor, entryOf(call));
    minute.rows.set(key, row);
    minute.last = row;
    // A row that was not stored counts nothing: the next call tries anew.
    row.catch(() => minute.rows.delete(key));
    await row;
  }

  #minuteOf(actor: Actor, now: number): Minute {
    const caller = `${actor.domainId} ${actor.kind} ${actor.kind === 'system' ? '' : actor.id}`;
    const known = this.#minutes.get(caller);
    if (known && now - known.began < MINUTE_MS && now >= known.began) return known;
    if (this.#minutes.size >= MAX_CALLERS) this.#minutes.clear();
    const fresh: Minute = { began: now, rows: new Map(), last: undefined };
    this.#minutes.set(caller, fresh);
    return fresh;
  }
}

async function repeat(sql: Sql, id: number): Promise<void> {
  await sql`update billing_event set repeats = repeats + 1, last_at = now() where id = ${id}`;
}

function entryOf({ type, billingType, outcome, subject, message, request, ...named }: UnheardCall): BillingEntry {
  const inRequest = concerned({ request }, []);
  return {
    type,
    types: [billingType],
    outcome,
    subject: subject.slice(0, 500),
    message: message.slice(0, 1000),
    request: storedBody(request),
    durationMs: 0,
    concerned: {
      userIds: [...named.userIds, ...inRequest.userIds],
      organizationIds: [...named.organizationIds, ...inRequest.organizationIds],
    },
  };
}
