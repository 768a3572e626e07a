import type { Db } from '../../../db/sql.ts';

const BATCH = 20_000;

/** Removes, in pieces, what is a day old: files that were only looked at, and rows of those that were taken in. */
export async function tidyImports(sql: Db): Promise<number> {
  const old = sql`
    select i.id from address_import i
    where (i.state = 'read' and i.uploaded_at < now() - interval '1 day') or (i.state = 'done' and i.done_at < now() - interval '1 day')`;
  const rows = await sql`
    delete from address_import_row where ctid = any(array(
      select r.ctid from address_import_row r where r.import_id in (${old}) limit ${BATCH})) returning n`;
  if (rows.length > 0) return rows.length;
  const files = await sql`
    delete from address_import where state = 'read' and uploaded_at < now() - interval '1 day' returning id`;
  return files.length;
}
