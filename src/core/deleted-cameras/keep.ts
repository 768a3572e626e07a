import { actorName } from '../actor.ts';
import type { Write } from '../write.ts';
import { DAY_MS, KEPT_DAYS, rowsLabel } from './deleted-camera.ts';
import { rowsOf } from './kept-rows.ts';

interface Shown {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly externalId: string | null;
  readonly organizationId: number;
  readonly organizationTitle: string;
  readonly locationTitles: string[];
  readonly intercom: boolean;
  readonly archiveBytes: number | null;
  readonly keeps: boolean;
}

/** A statement has 65,534 parameters at most. */
const BATCH = 1000;

/** Puts cameras that are about to be deleted into the bin, with all that hangs on them. The caller deletes the rows. */
export async function keepDeleted(tx: Write, ids: readonly number[]): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH) await keepSome(tx, ids.slice(from, from + BATCH));
}

async function keepSome(tx: Write, ids: readonly number[]): Promise<void> {
  const { sql, core, actor } = tx;
  const list = [...ids];
  // Whoever gives a right on one of them has committed when this is held.
  await sql`select from camera where id = any(${list}::int[]) order by id for update`;
  const rows = await rowsOf(sql, list);
  const shown = await sql<Shown[]>`
    select c.id, c.name, c.title, c.external_id, c.organization_id, o.title as organization_title,
      array(select n.title from location l join location n on n.id = any(l.path)
        where l.id = c.location_id order by cardinality(n.path)) as location_titles,
      exists (select from panel p where p.camera_id = c.id) as intercom,
      nullif(s.archive_bytes, 0) as archive_bytes, d.keep_deleted_archive as keeps
    from camera c join organization o on o.id = c.organization_id join domain d on d.id = c.domain_id
    left join stream_state s on s.camera_id = c.id
    where c.id = any(${list}::int[]) order by c.id`;
  const now = core.clock();
  const kept = shown.map(({ id, keeps, ...one }) => ({
    ...one,
    cameraId: id,
    domainId: actor.domainId,
    rowsSealed: core.sealer.seal(rowsLabel(id), rows.get(id) ?? ''),
    archiveUntil: keeps ? new Date(now.getTime() + KEPT_DAYS * DAY_MS) : null,
    deletedAt: now,
    deletedBy: actorName(actor),
    dialect: actor.trace.dialect,
  }));
  if (kept.length > 0) await sql`insert into deleted_camera ${sql(kept)}`;
}
