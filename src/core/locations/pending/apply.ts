import { randomUUID } from 'node:crypto';
import { nested } from '../../../db/transaction.ts';
import type { Actor, Trace } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { DomainError, Outage, refuse } from '../../errors.ts';
import { actorById } from '../../sessions/sessions.ts';
import { together } from '../../together.ts';
import type { PendingRequest } from './request.ts';
import { isDue } from './store.ts';
import { PENDING_VERBS } from './verbs.ts';

interface WaitingRow extends PendingRequest {
  readonly id: number;
  readonly domainId: number;
  readonly clientId: number | null;
  readonly userId: number | null;
  readonly dialect: string;
  readonly eventId: number;
}

/** How many requests came to which end. */
export interface Applied {
  readonly applied: number;
  readonly failed: number;
}

/** Does again what waits for codes that have arrived, of all domains, code by code, until `signal` aborts. */
export async function applyDue(core: Core, signal: AbortSignal): Promise<Applied> {
  const total = { applied: 0, failed: 0 };
  for (;;) {
    const due = await core.lists<{ domainId: number; code: string }[]>`
      select p.domain_id, p.code from pending_request p where ${isDue(core.lists)}
      group by 1, 2 order by min(p.id) limit ${CODES_AT_ONCE}`;
    if (due.length === 0) return total;
    for (const { domainId, code } of due) {
      if (signal.aborted) return total;
      const { applied, failed } = await applyCode(core, domainId, code);
      total.applied += applied;
      total.failed += failed;
    }
  }
}

const CODES_AT_ONCE = 100;

/** One after the other, in the order in which they came, each in a transaction of its own. */
export async function applyCode(core: Core, domainId: number, code: string): Promise<Applied> {
  const total = { applied: 0, failed: 0 };
  for (;;) {
    const ended = await together(core, async (joined) => await applyNext(joined, domainId, code));
    if (ended === undefined) return total;
    total[ended]++;
  }
}

/** The first that waits for the code; undefined: none does. Whoever else does so for this code waits meanwhile. */
async function applyNext(core: Core, domainId: number, code: string): Promise<keyof Applied | undefined> {
  const sql = core.ambient;
  if (!sql) throw new Error('A pending request is applied in a transaction of its own');
  await sql`select pg_advisory_xact_lock(hashtextextended(${`pending ${code}`}, ${domainId}))`;
  const [row] = await sql<WaitingRow[]>`
    select p.id, p.domain_id, p.verb, p.code, p.args, p.client_id, p.user_id, p.dialect, p.event_id
    from pending_request p where p.domain_id = ${domainId} and p.code = ${code} and ${isDue(sql)}
    order by p.id limit 1 for update of p`;
  if (!row) return undefined;
  const message = await redone(core, row);
  const state = message === undefined ? 'applied' : 'failed';
  await sql`
    update pending_request set state = ${state}, message = ${message ?? null}, settled_at = ${core.clock()} where id = ${row.id}`;
  return state;
}

/** Undefined: done. Else why it was refused, and nothing of it is left but its billing event. */
async function redone(core: Core, row: WaitingRow): Promise<string | undefined> {
  try {
    if (!core.ambient) throw new Error('No transaction');
    const actor = await askerOf(core, row);
    await nested(core.ambient, async (ambient) => await PENDING_VERBS[row.verb]({ ...core, ambient }, actor, row));
    return undefined;
  } catch (error) {
    if (error instanceof Outage || (error instanceof DomainError && error.reason === 'changes_met')) throw error;
    if (error instanceof DomainError) return error.message;
    core.log.error({ cause: error, id: row.id, verb: row.verb }, 'pending request not applied');
    return 'Internal error';
  }
}

/** Nobody, where the user is gone or kept out; what went wrong with the database is no word about the user. */
function unlessTold(error: unknown): undefined {
  if (!(error instanceof DomainError) || error instanceof Outage) throw error;
  return undefined;
}

/** Who asked, as far as they still may. Throws `pending_asker_gone`. */
async function askerOf(core: Core, row: WaitingRow): Promise<Actor> {
  const trace: Trace = {
    requestId: randomUUID(),
    dialect: row.dialect,
    integration: true,
    address: undefined,
    userAgent: undefined,
    retryOf: row.eventId,
  };
  if (row.userId !== null) {
    const user = await actorById(core, row.userId, trace).catch(unlessTold);
    if (user && user.domainId === row.domainId) return user;
    throw refuse('pending_asker_gone');
  }
  const [client] = await reader(core)<{ id: number; name: string }[]>`
    select id, name from api_client where id = ${row.clientId} and domain_id = ${row.domainId} and enabled`;
  if (!client) throw refuse('pending_asker_gone');
  return { kind: 'client', id: client.id, name: client.name, domainId: row.domainId, trace };
}
