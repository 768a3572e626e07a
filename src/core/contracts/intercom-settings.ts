import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { dropFlatCode, flatDigits, renewFlatCode } from '../door-codes/flat-code.ts';
import { readsCodes, requireOpensSomething } from '../door-codes/holders.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, differences } from '../fields.ts';
import { type Write, write } from '../write.ts';

/** What a contract's people chose about their doors. */
interface Choice {
  /** Panels ring their telephones. */
  readonly calls: boolean;
  /** They see what happened at their doors. */
  readonly log: boolean;
  /** The panel's door opens to whoever rings the flat until then; null: it does not. Never in the past. */
  readonly autoOpenUntil: Date | null;
  /** And for so many minutes after somebody of the contract opened a door; 0: it does not. */
  readonly autoOpenMinutes: number;
  /** The flat has a code of its own that opens its doors. */
  readonly doorCode: boolean;
}

export type IntercomChange = Partial<Choice>;

export interface IntercomSettings extends Choice {
  /** Of that code, for the contract's people who may open doors; null: there is none, or it is not the caller's to see. */
  readonly doorDigits: string | null;
}

const MAX_HOURS = 24;
const MAX_MINUTES = 60;
const HOUR_MS = 3_600_000;

/** Of an organization that the caller belongs to; another's is not found. */
export async function intercomSettings(core: Core, actor: Actor, organizationId: number): Promise<IntercomSettings> {
  await requireOwn(core, actor, organizationId);
  return await settingsOf(core, actor, organizationId);
}

/** Refuses `invalid` by the field. What opens doors is switched on by whoever opens one in the contract's name. */
export async function changeIntercomSettings(
  core: Core,
  actor: Actor,
  organizationId: number,
  asked: IntercomChange,
): Promise<IntercomSettings> {
  await requireOwn(core, actor, organizationId);
  requireMay(actor, 'intercoms.set-own');
  const change = checked(core, asked);
  if (change.doorCode || change.autoOpenUntil || change.autoOpenMinutes)
    await requireOpensSomething(core, actor, organizationId);
  const intent = { type: 'organization.intercom' as const, subject: `organization ${organizationId}`, request: change };
  await write(core, actor, intent, async (tx) => {
    await tx.sql`select from organization where id = ${organizationId} for update`;
    const before = await choiceOf(tx.sql, organizationId, core.clock());
    const after = { ...before, ...change };
    await tx.sql`
      insert into intercom_setting (organization_id, calls, log, auto_open_until, auto_open_minutes)
      values (${organizationId}, ${after.calls}, ${after.log}, ${after.autoOpenUntil}, ${after.autoOpenMinutes})
      on conflict (organization_id) do update set calls = excluded.calls, log = excluded.log,
        auto_open_until = excluded.auto_open_until, auto_open_minutes = excluded.auto_open_minutes`;
    if (after.doorCode && !before.doorCode) await renewFlatCode(tx, organizationId);
    if (before.doorCode && !after.doorCode) await dropFlatCode(tx, organizationId);
    const changes = differences(inWords(before), inWords(change));
    tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  });
  return await settingsOf(core, actor, organizationId);
}

/** Other digits for the flat's code: the old ones open nothing from now on. Throws `conflict` while it is switched off. */
export async function renewDoorCode(core: Core, actor: Actor, organizationId: number): Promise<IntercomSettings> {
  await requireOwn(core, actor, organizationId);
  requireMay(actor, 'intercoms.set-own');
  await requireOpensSomething(core, actor, organizationId);
  const intent = { type: 'organization.intercom' as const, subject: `organization ${organizationId}` };
  await write(core, actor, intent, async (tx) => {
    await tx.sql`select from organization where id = ${organizationId} for update`;
    if (!(await choiceOf(tx.sql, organizationId, core.clock())).doorCode) throw refuse('door_code_off');
    await renewFlatCode(tx, organizationId);
    noteRenewed(tx, organizationId);
  });
  return await settingsOf(core, actor, organizationId);
}

function noteRenewed(tx: Write, organizationId: number): void {
  const changes = { doorDigits: ['***', '*** (new)'] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
}

async function settingsOf(core: Core, actor: Actor, organizationId: number): Promise<IntercomSettings> {
  const sql = reader(core);
  const choice = await choiceOf(sql, organizationId, core.clock());
  const user = await scopeOf(core, actor);
  const shows = choice.doorCode && readsCodes(actor, user);
  const digits = shows ? await flatDigits(core, sql, [organizationId]) : undefined;
  return { ...choice, doorDigits: digits?.get(organizationId) ?? null };
}

async function choiceOf(sql: Db, organizationId: number, now: Date): Promise<Choice> {
  const [row] = await sql<Choice[]>`
    select coalesce(s.calls, true) as calls, coalesce(s.log, true) as log,
      case when s.auto_open_until > ${now} then s.auto_open_until end as auto_open_until,
      coalesce(s.auto_open_minutes, 0) as auto_open_minutes,
      exists (select from door_code k where k.organization_id = o.id and k.guest is null) as door_code
    from organization o left join intercom_setting s on s.organization_id = o.id where o.id = ${organizationId}`;
  if (!row) throw refuse('organization_not_found', { id: organizationId });
  return row;
}

/** Ends auto-open by a moment that is over, as apps do. */
function checked(core: Core, asked: IntercomChange): IntercomChange {
  checkInteger('autoOpenMinutes', asked.autoOpenMinutes, 0, MAX_MINUTES);
  const { autoOpenUntil: until } = asked;
  if (until === undefined || until === null) return asked;
  const aheadMs = until.getTime() - core.clock().getTime();
  if (aheadMs > MAX_HOURS * HOUR_MS) throw invalid('autoOpenUntil', 'auto_open_too_long', { hours: MAX_HOURS });
  return aheadMs > 0 ? asked : { ...asked, autoOpenUntil: null };
}

const inWords = (choice: IntercomChange): Record<string, unknown> =>
  choice.autoOpenUntil ? { ...choice, autoOpenUntil: choice.autoOpenUntil.toISOString() } : { ...choice };

async function requireOwn(core: Core, actor: Actor, organizationId: number): Promise<void> {
  const user = await scopeOf(core, actor);
  const rows = await reader(core)`
    select from organization where id = ${organizationId} and domain_id = ${actor.domainId}`;
  if (rows.length === 0 || (user && !ownOrganizations(user).includes(organizationId)))
    throw refuse('organization_not_found', { id: organizationId });
}
