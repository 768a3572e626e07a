import type { Tx } from '../../../db/sql.ts';
import { transaction } from '../../../db/transaction.ts';
import type { Core } from '../../core.ts';
import { MAX_LEVELS } from '../location.ts';

/**
 * Judges the rows of a file against each other and the directory, generation by generation, so that each row knows what
 * its parent is by then: made, changed, skipped, mismatched (known below that parent by its title and another code, which
 * the rows below it go by), or bad. Set by set: half a million rows are some seven statements.
 */
export async function judgeRows(core: Core, domainId: number, importId: number): Promise<void> {
  await transaction(core.sql, async (sql) => {
    await sql`analyze address_import_row`;
    await sql`
      update address_import_row r set parent_code = p.code from address_import_row p
      where r.import_id = ${importId} and p.import_id = ${importId} and p.n = r.parent_n`;
    await sql`
      update address_import_row r set verdict = 'bad', problem = 'address_code_twice'
      from (select n, row_number() over (partition by code order by n) as nth from address_import_row
            where import_id = ${importId} and verdict is null) as d
      where r.import_id = ${importId} and r.n = d.n and d.nth > 1`;
    for (let depth = 0; depth < MAX_LEVELS; depth++)
      if ((await judgeGeneration(sql, domainId, importId, depth)) === 0) break;
    await sql`
      update address_import_row set verdict = 'bad', problem = 'address_parent_unknown'
      where import_id = ${importId} and verdict is null`;
    await sql`
      update address_import i set made = c.made, changed = c.changed, skipped = c.skipped, mismatched = c.mismatched, bad = c.bad
      from (select count(*) filter (where verdict = 'made') as made, count(*) filter (where verdict = 'changed') as changed,
              count(*) filter (where verdict = 'skipped') as skipped, count(*) filter (where verdict = 'mismatched') as mismatched,
              count(*) filter (where verdict = 'bad') as bad
            from address_import_row where import_id = ${importId}) as c
      where i.id = ${importId}`;
  });
}

/** Those whose parent was judged in the generation before, or is the directory's alone, or the top. How many they were. */
async function judgeGeneration(sql: Tx, domainId: number, importId: number, depth: number): Promise<number> {
  const first = sql`
    select r.*, r.parent_code as below from address_import_row r
    where r.import_id = ${importId} and r.verdict is null and (r.parent_code is null or (
      exists (select from address_code a where a.domain_id = ${domainId} and a.code = r.parent_code)
      and not exists (select from address_import_row p where p.import_id = ${importId} and p.code = r.parent_code and p.verdict is null)))`;
  const next = sql`
    select r.*, coalesce(p.same_as, p.code) as below from address_import_row r
    join address_import_row p on p.import_id = ${importId} and p.code = r.parent_code and p.depth = ${depth - 1} and p.verdict <> 'bad'
    where r.import_id = ${importId} and r.verdict is null`;
  const judged = await sql`
    with generation as materialized (${depth === 0 ? first : next}), compared as (
      select g.n, g.below, a.code as known_code, b.code as brother_code,
        (a.title, a.level, a.parent_code, a.latitude, a.longitude) is not distinct from (g.title, g.level, g.below, g.latitude, g.longitude) as same,
        row_number() over (partition by coalesce(g.below, ''), lower(g.title) order by a.code is null, g.n) as nth
      from generation g
      left join address_code a on a.domain_id = ${domainId} and a.code = g.code
      left join lateral (
        select b.code from address_code b
        where b.domain_id = ${domainId} and coalesce(b.parent_code, '') = coalesce(g.below, '') and lower(b.title) = lower(g.title)
          and a.code is null
        order by b.code limit 1) as b on true
    ), verdicts as (
      select n, below, brother_code,
        case when known_code is not null then case when same then 'skipped' else 'changed' end
          when brother_code is not null then 'mismatched' when nth > 1 then 'bad' else 'made' end as verdict
      from compared)
    update address_import_row r set depth = ${depth}, parent_code = v.below, verdict = v.verdict,
      same_as = case when v.verdict = 'mismatched' then v.brother_code end,
      problem = case when v.verdict = 'bad' then 'address_title_twice' end
    from verdicts v where r.import_id = ${importId} and r.n = v.n`;
  return judged.count;
}
