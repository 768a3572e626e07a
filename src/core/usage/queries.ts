import type { Db } from '../../db/sql.ts';
import type { CameraDay, ChargeKind, DayOfUsage, UsedCamera } from './usage.ts';

interface Between {
  readonly from: Date;
  readonly to: Date;
}

/** By camera and interval, after the two given. */
export async function listUsage(
  sql: Db,
  domainId: number,
  organizationId: number,
  { from, to }: Between,
  [camera, interval]: readonly [number, number],
  limit: number,
): Promise<readonly UsedCamera[]> {
  const rows = await sql<(Omit<UsedCamera, 'plan'> & { planId: number | null; planName: string | null })[]>`
    select u.id, u.camera_id, coalesce(c.name, f.name, '') as name,
      case when u.organization_id = coalesce(c.organization_id, f.organization_id) then coalesce(c.title, f.title) else '' end as title,
      c.id is null as deleted, u.plan_id, p.name as plan_name, u.from_at as from, nullif(u.to_at, 'infinity') as to
    from usage_interval u
    left join camera c on c.id = u.camera_id left join former_camera f on f.camera_id = u.camera_id
    left join plan p on p.id = u.plan_id
    where u.organization_id = ${organizationId} and u.domain_id = ${domainId} and u.to_at > ${from} and u.from_at < ${to}
      and (u.camera_id, u.id) > (${camera}::int, ${interval}::bigint)
    order by u.camera_id, u.id limit ${limit}`;
  return rows.map(({ planId, planName, ...row }) => ({
    ...row,
    plan: planId === null ? null : { id: planId, name: planName ?? '' },
  }));
}

const KINDS: readonly ChargeKind[] = ['charged', 'trial', 'no_plan', 'no_price'];

/** By day and plan. */
export async function listDays(
  sql: Db,
  domainId: number,
  organizationId: number,
  period: { readonly from: string; readonly to: string },
): Promise<readonly DayOfUsage[]> {
  const rows = await sql<
    {
      day: string;
      planId: number;
      name: string;
      kind: number;
      cameras: number;
      amount: string;
      currency: string | null;
    }[]
  >`
    select s.day::text as day, s.plan_id, coalesce(p.name, '') as name, s.kind::int as kind, s.cameras,
      (s.amount::numeric * s.cameras)::text as amount, s.currency
    from rating_sum s left join plan p on p.id = s.plan_id
    where s.organization_id = ${organizationId} and s.domain_id = ${domainId}
      and s.day between ${period.from}::text::date and ${period.to}::text::date
    order by s.day, s.plan_id`;
  return rows.map(({ planId, name, kind, amount, ...row }) => ({
    ...row,
    plan: planId === 0 ? null : { id: planId, name },
    kind: KINDS[kind] ?? 'charged',
    amount: BigInt(amount),
  }));
}

/** Of a whole domain by day and camera, after the two given. */
export async function listCharges(
  sql: Db,
  domainId: number,
  period: { readonly from: string; readonly to: string },
  [day, camera]: readonly [string, number],
  limit: number,
): Promise<readonly CameraDay[]> {
  const rows = await sql<(Omit<CameraDay, 'kind' | 'amount'> & { kind: number; amount: string })[]>`
    select c.day::text as day, c.camera_id, coalesce(a.name, f.name, '') as name, c.organization_id, c.plan_id,
      c.kind::int as kind, c.amount::text as amount, s.currency
    from (
      select * from charge c where c.domain_id = ${domainId} and c.day <= ${period.to}::text::date
        and (c.day, c.camera_id) > (${day}::text::date, ${camera}::int) order by c.day, c.camera_id limit ${limit}) c
    join rating_sum s on s.domain_id = c.domain_id and s.day = c.day and s.organization_id = c.organization_id
      and s.plan_id = coalesce(c.plan_id, 0)
    left join camera a on a.id = c.camera_id left join former_camera f on f.camera_id = c.camera_id
    order by c.day, c.camera_id`;
  return rows.map(({ kind, amount, ...row }) => ({ ...row, kind: KINDS[kind] ?? 'charged', amount: BigInt(amount) }));
}
