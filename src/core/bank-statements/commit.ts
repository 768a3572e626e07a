import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, Outage, refuse } from '../errors.ts';
import { type Write, write } from '../write.ts';
import { bookPayment, leaveUnmatched } from './settling.ts';
import type { BankStatement } from './statement.ts';
import { statementById } from './uploads.ts';

/** Held while rows are taken, so that of two files with one payment the second finds it. */
const LOCK = 7_370_016;

/**
 * Takes a statement that was looked at, and books up to `limit` of the payments that are certain; called again it books
 * the next ones, until none is `waiting`. Each is a write of its own: one that is refused goes on the list with its reason.
 */
export async function commitStatement(core: Core, actor: Actor, id: number, limit: number): Promise<BankStatement> {
  requireMay(actor, 'bank-statements.manage');
  requireMay(actor, 'payments.enter');
  await write(core, actor, { type: 'bank_statement.commit', subject: `statement ${id}` }, async (tx) => {
    await take(tx, id);
  });
  const waiting = await reader(core)<{ id: number; organizationId: number }[]>`
    select id, organization_id from bank_payment
    where statement_id = ${id} and domain_id = ${actor.domainId} and taken and status = 'waiting'
    order by position limit ${limit}`;
  for (const row of waiting) {
    try {
      await bookPayment(core, actor, row.id, row.organizationId, ['waiting']);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof Outage || error.kind === 'unavailable') throw error;
      await leaveUnmatched(core, actor, row.id, error);
    }
  }
  return await statementById(core, actor, id);
}

async function take(tx: Write, id: number): Promise<void> {
  const { domainId } = tx.actor;
  await tx.sql`select pg_advisory_xact_lock(${LOCK}, ${domainId})`;
  const [statement] = await tx.sql<{ fileName: string; committedAt: Date | null }[]>`
    select file_name, committed_at from bank_statement where id = ${id} and domain_id = ${domainId} for update`;
  if (!statement) throw refuse('statement_not_found', { id });
  if (statement.committedAt !== null) return;
  await tx.sql`
    update bank_payment p set taken = true
    where statement_id = ${id} and status <> 'duplicate' and not exists (
      select from bank_payment t where t.domain_id = ${domainId} and t.identity = p.identity and t.taken)`;
  await tx.sql`
    update bank_payment set status = 'duplicate', problem = null
    where statement_id = ${id} and not taken and status <> 'duplicate'`;
  await tx.sql`update bank_statement set committed_at = ${tx.core.clock()} where id = ${id}`;
  await tx.sql`
    insert into bank_statement_columns (domain_id, columns)
    select domain_id, columns from bank_statement where id = ${id} and columns is not null
    on conflict (domain_id) do update set columns = excluded.columns`;
  const changes = { bankStatement: [null, statement.fileName] as const };
  tx.changed({ action: 'change', objectKind: 'domain', objectId: domainId, changes });
}
