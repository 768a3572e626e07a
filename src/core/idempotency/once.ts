import type { Tx } from '../../db/sql.ts';
import { transaction } from '../../db/transaction.ts';
import type { Core } from '../core.ts';
import { type DomainError, refuse } from '../errors.ts';

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface OnceKey {
  /** client:<id> or user:<id> */
  readonly caller: string;
  readonly key: string;
  /** SHA-256 of the request: the same key with another request is a conflict. */
  readonly requestHash: Buffer;
}

/**
 * Runs a request in one transaction with the row that keeps its answer, so that a repeat gets that answer and nothing
 * happens twice, whenever the first try was cut off. A refusal rolls back and is decided again by the next try.
 */
export async function once(core: Core, id: OnceKey, run: (core: Core) => Promise<Answer>): Promise<Once> {
  const name = nameOf(id);
  return await core.requestTurns.inTurn(name, () => attempt(core, id, name, run));
}

/**
 * The same for what waits for something outside, which must not hold a connection meanwhile: it runs in no transaction,
 * its answer is kept after it. A repeat that comes when a server died in between is told so, and does nothing.
 */
export async function onceOutside(core: Core, id: OnceKey, run: () => Promise<Answer>): Promise<Once> {
  const name = nameOf(id);
  return await core.requestTurns.inTurn(name, async (): Promise<Once> => {
    const kept = await transaction(core.sql, async (tx) => {
      await lock(tx, name);
      const found = await keptAnswer(core, tx, id, name);
      if (!found) await keep(core, tx, id, name, UNDER_WAY);
      return found;
    });
    if (kept?.status === UNDER_WAY.status) throw underWayElsewhere();
    if (kept) return { ...kept, replayed: true };
    const fresh = await run().catch(async (error: unknown) => {
      await core.sql`delete from idempotency_key where caller = ${id.caller} and key = ${id.key}`;
      throw error;
    });
    const sealed = core.sealer.seal(label(name), fresh.body);
    await core.sql`
      update idempotency_key set status = ${fresh.status}, body_sealed = ${sealed} where caller = ${id.caller} and key = ${id.key}`;
    return { ...fresh, replayed: false };
  });
}

const nameOf = ({ caller, key }: OnceKey): string => `${caller} ${key}`;

type Once = Answer & { readonly replayed: boolean };

/** No status of an answer. */
const UNDER_WAY: Answer = { status: 0, body: '' };

async function attempt(core: Core, id: OnceKey, name: string, run: (core: Core) => Promise<Answer>) {
  const afterCommit: (() => void)[] = [];
  const afterEnd: (() => Promise<unknown>)[] = [];
  try {
    const answer = await transaction(core.sql, async (tx) => {
      await lock(tx, name);
      const kept = await keptAnswer(core, tx, id, name);
      if (kept) return { ...kept, replayed: true };
      const fresh = await run({ ...core, ambient: tx, afterCommit, afterEnd });
      await keep(core, tx, id, name, fresh);
      return { ...fresh, replayed: false };
    });
    for (const call of afterCommit) call();
    return answer;
  } finally {
    await Promise.all(afterEnd.map((call) => call()));
  }
}

async function lock(tx: Tx, name: string): Promise<void> {
  const [row] = await tx<{ got: boolean }[]>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`;
  if (!row?.got) throw underWayElsewhere();
}

const underWayElsewhere = (): DomainError => refuse('idempotency_key_under_way');

async function keptAnswer(core: Core, tx: Tx, id: OnceKey, name: string): Promise<Answer | undefined> {
  const [row] = await tx<{ requestHash: Uint8Array; status: number; bodySealed: Uint8Array }[]>`
    select request_hash, status, body_sealed from idempotency_key where caller = ${id.caller} and key = ${id.key}`;
  if (!row) return undefined;
  if (!id.requestHash.equals(row.requestHash)) {
    throw refuse('idempotency_key_reused');
  }
  return { status: row.status, body: core.sealer.open(label(name), row.bodySealed) };
}

async function keep(core: Core, tx: Tx, id: OnceKey, name: string, answer: Answer): Promise<void> {
  const sealed = core.sealer.seal(label(name), answer.body);
  await tx`
    insert into idempotency_key (caller, key, request_hash, status, body_sealed)
    values (${id.caller}, ${id.key}, ${id.requestHash}, ${answer.status}, ${sealed})`;
}

const label = (name: string): string => `idempotency_key.body:${name}`;
