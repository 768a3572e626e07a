import type { Tx } from '../../db/sql.ts';
import { belongsTo } from '../users/belonging.ts';

/** Tables with rows of a camera that come back with it, in the order in which they are put back. */
export const KEPT_TABLES = [
  'camera_agent',
  'camera_connection',
  'camera_copy',
  'camera_mark',
  'panel',
  'intercom_flat',
  'door',
] as const;
export type KeptTable = (typeof KEPT_TABLES)[number];

/**
 * Tables whose rows go with the camera: keys are written to its panel anew by what their contracts have, unknown ones are
 * touched anew, a table of keys is uploaded anew, pieces of an archive are asked for anew, about motion it is asked anew,
 * wrong codes count from none, and when its panel was away is forgotten. In a case of analytics it takes a licence, which
 * somebody else may have meanwhile: it is told, not taken.
 */
export const LET_GO_TABLES = [
  'analytics_case_camera',
  'archive_request',
  'collected_key',
  'key_table',
  'motion_subscription',
  'panel_code_try',
  'panel_key',
  'panel_outage',
] as const;

type Row = Readonly<Record<string, unknown>>;

/** What hangs on a camera: rows by the names of their columns, as JSON has them. */
export interface KeptRows extends Readonly<Record<KeptTable, readonly Row[]>> {
  readonly camera: Row;
  /**
   * On the camera itself, of every source. `belonged`: a user's who then belonged to the organization that has the camera,
   * or through which it was given.
   */
  readonly grants: readonly Row[];
  readonly blocks: readonly Row[];
  /** Of guests, which are its doors'. */
  readonly door_code_door: readonly Row[];
  /** Cases of analytics that looked at it: id and title. */
  readonly cases: readonly Row[];
}

/** The rows of cameras as JSON, by id. Whoever asks holds the cameras `for update`. */
export async function rowsOf(sql: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const list = sql`${[...ids]}::int[]`;
  const below = KEPT_TABLES.map(
    (table) =>
      sql`, ${table}::text, coalesce((select jsonb_agg(to_jsonb(k)) from ${sql(table)} k where k.camera_id = c.id), '[]')`,
  );
  const belonged = sql`g.subject_kind = 'user'
    and ${belongsTo(sql, sql`g.subject_id`, sql`coalesce(g.through_organization_id, c.organization_id)`)}`;
  const rows = await sql<{ id: number; rows: string }[]>`
    select c.id, jsonb_build_object('camera', to_jsonb(c),
      'grants', coalesce((select jsonb_agg(to_jsonb(g) || jsonb_build_object('belonged', ${belonged}) order by g.id) from access_grant g
        where g.object_kind = 'device' and g.object_id = c.id), '[]'),
      'blocks', coalesce((select jsonb_agg(to_jsonb(b)) from block b
        where b.subject_kind = 'device' and b.subject_id = c.id), '[]'),
      'door_code_door', coalesce((select jsonb_agg(to_jsonb(k)) from door_code_door k
        join door d on d.id = k.door_id where d.camera_id = c.id), '[]'),
      'cases', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'title', a.title) order by a.id)
        from analytics_case_camera k join analytics_case a on a.id = k.case_id where k.camera_id = c.id), '[]')
      ${below})::text as rows
    from camera c where c.id = any(${list})`;
  return new Map(rows.map(({ id, rows: text }) => [id, text]));
}

/** Puts rows back; columns that a table has no more are left out, and new ones get what new rows have. */
export async function putBack(
  sql: Tx,
  table: 'camera' | KeptTable | 'access_grant' | 'block' | 'door_code_door',
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const known = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
  const columns = known.map(({ name }) => name).filter((name) => Object.hasOwn(rows[0] ?? {}, name));
  const json = JSON.stringify(rows);
  await sql`
    insert into ${sql(table)} (${sql(columns)})
    select ${sql(columns)} from jsonb_populate_recordset(null::${sql(table)}, ${json}::text::jsonb)`;
}
