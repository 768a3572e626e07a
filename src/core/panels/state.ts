import type { Db, Sql } from '../../db/sql.ts';
import type { OpeningFailure } from '../doors/door.ts';

/** What a panel said when it was last asked, or that it said nothing. */
export type PanelAnswer = 'answered' | { readonly reason: OpeningFailure; readonly detail: string };

/** A panel that said no was there; one without an address was not asked. */
const SILENT: readonly OpeningFailure[] = ['timeout', 'unreachable'];

/**
 * Keeps what is learned by whoever asks a panel: when it last answered, and since when it does not. Nobody asks only to
 * know. One statement, which writes nothing where nothing is new for a minute.
 */
export async function notePanelAnswer(sql: Sql, cameraId: number, answer: PanelAnswer): Promise<void> {
  if (answer === 'answered') return await noteAnswered(sql, cameraId);
  if (answer.reason === 'no_command') return;
  if (!SILENT.includes(answer.reason)) return await noteAnswered(sql, cameraId);
  await sql`
    insert into panel_outage (camera_id, reason) select camera_id, ${answer.detail.slice(0, 500)} from panel where camera_id = ${cameraId}
    on conflict (camera_id) where until is null do nothing`;
}

async function noteAnswered(sql: Db, cameraId: number): Promise<void> {
  await sql`
    with back as (update panel_outage set until = now() where camera_id = ${cameraId} and until is null)
    update panel set answered_at = now()
    where camera_id = ${cameraId} and (answered_at is null or answered_at < now() - interval '1 minute')`;
}

const BATCH = 10_000;

/** Outages are kept for a year, like what happened at doors. */
export async function tidyPanelOutages(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from panel_outage where id in (select id from panel_outage where until < now() - interval '1 year' order by id limit ${BATCH})`;
  return count;
}
