import { type Core, reader } from '../../core.ts';
import { afterId, type Page, toPage } from '../../page.ts';
import type { AnalyticsCase } from '../case.ts';
import { caseKeys, casesOf } from '../queries.ts';
import type { CallingEngine } from './entrance.ts';

/** What an engine has to look at, by id: the cases of its types that are not paused, with the cameras that count. */
export async function engineCases(
  core: Core,
  engine: CallingEngine,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Page<AnalyticsCase>> {
  const sql = reader(core);
  const which = sql`
    a.domain_id = ${engine.actor.domainId} and a.type = any(${[...engine.types]}::text[]) and not a.paused
    and a.id > ${afterId(after)}`;
  const { items, next } = toPage(await caseKeys(sql, which, limit + 1), limit, ({ id }) => id);
  return { items: await casesOf(core, sql, items), next };
}

export interface Failure {
  readonly caseId: number;
  readonly cameraId: number;
  readonly reason: string;
}

/** An engine is there, and cannot look at these cameras; at those that it does not name, it looks. */
export async function hearEngine(core: Core, engine: CallingEngine, failures: readonly Failure[]): Promise<void> {
  const { id, types, actor } = engine;
  const failing = JSON.stringify(failures.map(({ caseId, cameraId, reason }) => [caseId, cameraId, reason]));
  await core.sql`
    with there as (update analytics_engine set last_heartbeat_at = ${core.clock()} where id = ${id}),
    failing as (
      select distinct on (1, 2) (f ->> 0)::int as case_id, (f ->> 1)::int as camera_id, f ->> 2 as reason
      from jsonb_array_elements(${failing}::text::jsonb) f order by 1, 2),
    failed as (
      select k.case_id, k.camera_id, f.reason
      from failing f join analytics_case_camera k on k.case_id = f.case_id and k.camera_id = f.camera_id
      join analytics_case a on a.id = k.case_id
      where a.domain_id = ${actor.domainId} and a.type = any(${[...types]}::text[])),
    well as (
      update analytics_case_camera k set failure = null, failed_by = null
      where k.failed_by = ${id} and not exists (
        select from failed f where f.case_id = k.case_id and f.camera_id = k.camera_id))
    update analytics_case_camera k set failure = f.reason, failed_by = ${id} from failed f
    where k.case_id = f.case_id and k.camera_id = f.camera_id
      and (k.failure, k.failed_by) is distinct from (f.reason, ${id}::int)`;
}
