import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { timeZoneOf } from '../domains/settings.ts';
import { invalid } from '../errors.ts';
import { requireMayReadMoney } from '../ledger/operations.ts';
import { type Page, type PageRequest, toPage } from '../page.ts';
import { addDays, isDay, startOfDay } from '../time.ts';
import { listCharges, listDays, listUsage } from './queries.ts';
import type { CameraDay, DayOfUsage, UsedCamera } from './usage.ts';

/** Local days (`YYYY-MM-DD`), both counted. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A report is for two years at the most. */
const MAX_DAYS = 732;

/** Which camera of an organization was under which plan, by camera and time; intervals whole, also where they reach out of the period. */
export async function usagePage(
  core: Core,
  actor: Actor,
  organizationId: number,
  period: Period,
  page: PageRequest,
): Promise<Page<UsedCamera>> {
  await requireMayReadMoney(core, actor, organizationId);
  checkPeriod(period);
  const timeZone = await timeZoneOf(core, actor.domainId);
  const between = { from: startOfDay(period.from, timeZone), to: startOfDay(addDays(period.to, 1), timeZone) };
  const rows = await listUsage(
    listReader(core),
    actor.domainId,
    organizationId,
    between,
    afterOf(page),
    page.limit + 1,
  );
  return toPage(rows, page.limit, (row) => `${row.cameraId}.${row.id}`);
}

/** What each rated day of the period came to, by plan. */
export async function usageByDay(
  core: Core,
  actor: Actor,
  organizationId: number,
  period: Period,
): Promise<readonly DayOfUsage[]> {
  await requireMayReadMoney(core, actor, organizationId);
  checkPeriod(period);
  return await listDays(listReader(core), actor.domainId, organizationId, period);
}

export function checkPeriod({ from, to }: Period): void {
  const [first, last] = [from, to].map((day) => (isDay(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN));
  if (first === undefined || last === undefined || !(first <= last)) throw invalid('from', 'period_malformed');
  if ((last - first) / 86_400_000 >= MAX_DAYS) throw invalid('to', 'period_too_long', { days: MAX_DAYS });
}

const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id <= 2_147_483_647;

/** Where a page goes on: the camera and the interval before it. */
function afterOf({ after }: PageRequest): readonly [number, number] {
  const [camera = 0, interval = 0] = String(after ?? '0.0')
    .split('.')
    .map(Number);
  return isId(camera) && Number.isSafeInteger(interval) ? [camera, interval] : [0, 0];
}

/** What each camera's day came to in the whole domain, by day and camera: for a billing outside. */
export async function chargePage(
  core: Core,
  actor: Actor,
  period: Period,
  page: PageRequest,
): Promise<Page<CameraDay>> {
  requireMay(actor, 'plans.read');
  checkPeriod(period);
  const [day = '', camera = '0'] = String(page.after ?? '').split('.');
  const known = isDay(day) && day >= period.from && isId(Number(camera));
  const after = known ? ([day, Number(camera)] as const) : ([period.from, 0] as const);
  const rows = await listCharges(listReader(core), actor.domainId, period, after, page.limit + 1);
  return toPage(rows, page.limit, (row) => `${row.day}.${row.cameraId}`);
}
