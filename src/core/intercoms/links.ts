import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { linksNow, storeLinks } from '../subscribers/intercoms.ts';
import { type Write, write } from '../write.ts';
import { flatWithin, holdIntercom, requireWithin } from './hold.ts';

/** Whom a flat is linked to: a contract, or that of a user. */
export interface LinkHolder {
  readonly organizationId?: number | undefined;
  readonly userId?: number | undefined;
}

/**
 * Links a contract to an intercom by a flat; '': by the contract's own. Its people see the intercom, open its doors, are
 * rung by calls for the flat, and have their keys on the panel. One that is linked already has the other flat from now on.
 */
export async function linkFlat(
  core: Core,
  actor: Actor,
  id: number,
  holder: LinkHolder,
  written: string,
): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  requireMay(actor, 'contracts.manage');
  const organizationId = await contractOf(core, actor, holder);
  const request = { organizationId, flat: written };
  await write(core, actor, { type: 'intercom.link', subject: `camera ${id}`, request }, async (tx) => {
    const own = await holdContract(tx, organizationId);
    const range = await holdIntercom(tx, id);
    const flat = written.trim() === '' ? null : flatWithin(written, range);
    if (flat === null && own.apartment === null) throw invalid('flat', 'intercom_flat_needed');
    if (flat === null && own.apartment !== null) requireWithin(own.apartment, range);
    const others = (await linksNow(tx.sql, organizationId)).filter(({ cameraId }) => cameraId !== id);
    const link = { cameraId: id, flat: flat?.flat ?? null, apartment: flat?.apartment ?? null };
    await storeLinks(tx, organizationId, byCamera([...others, link]));
  });
}

/** Takes the link away; what the contract was given by itself stays. Not found: it is not linked by a flat. */
export async function unlinkFlat(core: Core, actor: Actor, id: number, organizationId: number): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  requireMay(actor, 'contracts.manage');
  const request = { organizationId };
  await write(core, actor, { type: 'intercom.unlink', subject: `camera ${id}`, request }, async (tx) => {
    await holdContract(tx, organizationId);
    await holdIntercom(tx, id);
    const links = await linksNow(tx.sql, organizationId);
    const others = links.filter(({ cameraId }) => cameraId !== id);
    if (others.length === links.length) throw refuse('intercom_link_not_found', { id, organizationId });
    await storeLinks(tx, organizationId, others);
  });
}

const byCamera = <T extends { readonly cameraId: number }>(links: readonly T[]): readonly T[] =>
  links.toSorted((one, other) => one.cameraId - other.cameraId);

/** Of a user the contract that it owns, else its home, else its first; never the provider's own. Before the write, which holds it first. */
async function contractOf(core: Core, actor: Actor, { organizationId, userId }: LinkHolder): Promise<number> {
  if (organizationId !== undefined) return organizationId;
  if (userId === undefined) throw invalid('organizationId', 'link_holder_missing');
  const sql = reader(core);
  const [user] = await sql<{ login: string; contract: number | null }[]>`
    select u.login, (
      select o.id from organization o where not o.is_default
        and (o.owner_id = u.id or exists (select from membership m where m.organization_id = o.id and m.user_id = u.id))
      order by o.owner_id is distinct from u.id, o.id is distinct from u.home_organization_id, o.id limit 1) as contract
    from app_user u where u.id = ${userId} and u.domain_id = ${actor.domainId}`;
  if (!user) throw refuse('user_not_found', { id: userId });
  if (user.contract === null) throw refuse('user_without_contract', { login: user.login });
  return user.contract;
}

async function holdContract({ sql, actor }: Write, id: number): Promise<{ readonly apartment: number | null }> {
  const [row] = await sql<{ apartment: number | null }[]>`
    select apartment from organization where id = ${id} and domain_id = ${actor.domainId} for no key update`;
  if (!row) throw refuse('organization_not_found', { id });
  return row;
}
