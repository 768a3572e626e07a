import type { Tx } from '../../../db/sql.ts';
import { transaction } from '../../../db/transaction.ts';
import type { Core } from '../../core.ts';

/** Rows of a file that are taken in by one transaction. */
const PIECE = 10_000;

interface Applying {
  readonly id: number;
  readonly domainId: number;
  readonly fileName: string;
  readonly applied: number;
  readonly last: number;
}

/** Takes in, of all domains and to their end, the files that were committed; stops between two pieces when `signal` aborts. */
export async function applyImports(core: Core, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const more = await transaction(core.sql, async (sql) => {
      const [next] = await sql<Applying[]>`
        select i.id, i.domain_id, i.file_name, i.applied,
          (select coalesce(max(r.n), 0) from address_import_row r where r.import_id = i.id) as last
        from address_import i where i.state = 'applying' order by i.committed_at, i.id limit 1 for update`;
      if (!next) return false;
      await applyPiece(core, sql, next);
      return true;
    });
    if (!more) return;
  }
}

async function applyPiece(core: Core, sql: Tx, { id, domainId, fileName, applied, last }: Applying): Promise<void> {
  const through = Math.min(applied + PIECE, last);
  await sql`
    insert into address_code (domain_id, code, parent_code, level, title, latitude, longitude, source, updated_at)
    select ${domainId}::int, r.code, r.parent_code, r.level, r.title, r.latitude, r.longitude, ${fileName}::text, ${core.clock()}::timestamptz
    from address_import_row r
    where r.import_id = ${id} and r.n > ${applied} and r.n <= ${through} and r.verdict in ('made', 'changed')
    on conflict (domain_id, code) do update set parent_code = excluded.parent_code, level = excluded.level,
      title = excluded.title, latitude = excluded.latitude, longitude = excluded.longitude, source = excluded.source,
      updated_at = excluded.updated_at`;
  const done = through >= last;
  await sql`
    update address_import set applied = ${through}, state = ${done ? 'done' : 'applying'}, done_at = ${done ? core.clock() : null}
    where id = ${id}`;
}
