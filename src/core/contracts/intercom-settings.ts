import { requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { differences } from '../fields.ts';
import { write } from '../write.ts';

/** What a contract's people chose about their doors. */
export interface IntercomSettings {
  /** Panels ring their telephones. */
  readonly calls: boolean;
  /** They see what happened at their doors. */
  readonly log: boolean;
}

const STANDARD: IntercomSettings = { calls: true, log: true };

/** Of an organization that the caller belongs to; another's is not found. */
export async function intercomSettings(core: Core, actor: Actor, organizationId: number): Promise<IntercomSettings> {
  await requireOwn(core, actor, organizationId);
  return await settingsOf(core, organizationId);
}

/** Without asking who wants to know: for whoever rings telephones. */
export async function settingsOf(core: Core, organizationId: number): Promise<IntercomSettings> {
  const [row] = await reader(core)<IntercomSettings[]>`
    select calls, log from intercom_setting where organization_id = ${organizationId}`;
  return row ?? STANDARD;
}

export async function changeIntercomSettings(
  core: Core,
  actor: Actor,
  organizationId: number,
  change: Partial<IntercomSettings>,
): Promise<IntercomSettings> {
  await requireOwn(core, actor, organizationId);
  requireMay(actor, 'intercoms.set-own');
  const intent = { type: 'organization.intercom' as const, subject: `organization ${organizationId}`, request: change };
  return await write(core, actor, intent, async (tx) => {
    await tx.sql`select from organization where id = ${organizationId} for update`;
    const before = await settingsOf({ ...core, ambient: tx.sql }, organizationId);
    const after = { ...before, ...change };
    await tx.sql`
      insert into intercom_setting (organization_id, calls, log) values (${organizationId}, ${after.calls}, ${after.log})
      on conflict (organization_id) do update set calls = excluded.calls, log = excluded.log`;
    const changes = differences<IntercomSettings>(before, change);
    tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
    return after;
  });
}

async function requireOwn(core: Core, actor: Actor, organizationId: number): Promise<void> {
  const user = await scopeOf(core, actor);
  const rows = await reader(core)`
    select from organization where id = ${organizationId} and domain_id = ${actor.domainId}`;
  if (rows.length === 0 || (user && !ownOrganizations(user).includes(organizationId)))
    throw refuse('organization_not_found', { id: organizationId });
}
