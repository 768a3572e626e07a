import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { SHARE } from '../access/grants.ts';
import type { PanelModel } from '../panels/panel.ts';

/** Panels of other models keep none. */
export const KEY_MODELS: readonly PanelModel[] = ['beward', 'sokol'];

/** What is looked at; neither: everything. */
export interface KeyScope {
  readonly digits?: readonly string[];
  readonly cameraIds?: readonly number[];
}

/**
 * Brings `panel_key` to what the keys, rights, doors and panels of this moment want: a key of a contract is on the
 * panels of all doors whose lock it was given or owns. What the billing suspends stays on: a key in the pocket is how
 * people come home, and a mistake in the billing must not keep them out. Gives back how many rows changed.
 */
export async function settlePanelKeys(sql: Tx, scope: KeyScope = {}): Promise<number> {
  const [row] = await sql<{ changed: number }[]>`
    with wanted as materialized (${wanted(sql, scope)}),
    added as (
      insert into panel_key as h (camera_id, digits, apartment)
      select w.camera_id, w.digits, w.apartment from wanted w left join panel_key p using (camera_id, digits)
      where p.camera_id is null or not p.wanted or p.apartment is distinct from w.apartment
      order by w.camera_id, w.digits
      on conflict (camera_id, digits) do update set wanted = true, apartment = excluded.apartment,
        attempts = 0, error = null, next_attempt_at = now(), updated_at = clock_timestamp()
      returning 1),
    removed as (
      update panel_key h set wanted = false, attempts = 0, error = null, next_attempt_at = now(), updated_at = clock_timestamp()
      where h.wanted and ${within(sql, scope, sql`h.digits`, sql`h.camera_id`)}
        and not exists (select from wanted w where w.camera_id = h.camera_id and w.digits = h.digits)
      returning 1)
    select ((select count(*) from added) + (select count(*) from removed))::int as changed`;
  return row?.changed ?? 0;
}

/** Two contracts may have one key, of one flat or of two: the lower number is written. */
const wanted = (sql: Db, scope: KeyScope): Fragment => sql`
  select d.camera_id, k.digits, min(o.apartment) as apartment
  from access_key k
  join organization o on o.id = k.organization_id
  join lateral (
    select g.object_id as lock_id from access_grant g
    where g.subject_kind = 'organization' and g.subject_id = k.organization_id and g.object_kind = 'device'
      and g.actions and g.source <> ${SHARE} and (g.valid_from is null or g.valid_from <= now())
    union select own.id from lock own where own.organization_id = k.organization_id) held on true
  join lock l on l.id = held.lock_id and l.domain_id = k.domain_id
  join door d on d.lock_id = l.id
  join panel p on p.camera_id = d.camera_id
  where p.model = any(${[...KEY_MODELS]}::text[]) and p.address <> '' and ${within(sql, scope, sql`k.digits`, sql`d.camera_id`)}
  group by d.camera_id, k.digits`;

function within(sql: Db, { digits, cameraIds }: KeyScope, digitsColumn: Fragment, cameraColumn: Fragment): Fragment {
  return sql`${digits === undefined ? sql`true` : sql`${digitsColumn} = any(${[...digits]}::text[])`}
    and ${cameraIds === undefined ? sql`true` : sql`${cameraColumn} = any(${[...cameraIds]}::int[])`}`;
}
