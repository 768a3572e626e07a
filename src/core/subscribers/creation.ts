import type { Actor } from '../actor.ts';
import { setPaused } from '../blocks/pause.ts';
import type { Core } from '../core.ts';
import { storeExtra } from '../extra/store.ts';
import { additions } from '../fields.ts';
import { createRootFolder } from '../folders/tree.ts';
import { checkReferences } from '../organizations/checks.ts';
import { originOf, requireLoginFree } from '../users/change-rows.ts';
import { type Write, write } from '../write.ts';
import type { SubscriberFields } from './subscriber.ts';

/** A user and the contract that it owns, in one write. */
export async function createContract(core: Core, actor: Actor, login: string, fields: SubscriberFields): Promise<void> {
  const { password, extra, ...shown } = fields;
  const passwordHash = password === undefined ? null : await core.passwords.hash(password);
  const intent = { type: 'subscriber.create' as const, subject: login, request: { login, ...shown, ...extra?.values } };
  await write(core, actor, intent, async (tx) => {
    await requireLoginFree(tx, login);
    const organizationId = await insertOrganization(tx, login, fields);
    const userId = await insertOwner(tx, login, fields, organizationId, passwordHash);
    if (fields.blocked) {
      const changes = await setPaused(tx, organizationId, true);
      tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
    }
    tx.touched('organization', organizationId);
    tx.touched('user', userId);
  });
}

/** Titled by the name, else by the login. */
async function insertOrganization(tx: Write, login: string, { name, billingId }: SubscriberFields): Promise<number> {
  const contract = billingId === undefined ? {} : { outsideUid: billingId, contractNumber: billingId };
  const row = { title: name?.trim() || login, ...contract };
  await checkReferences(tx, row);
  const [made] = await tx.sql<{ id: number }[]>`
    insert into organization ${tx.sql({ ...row, domainId: tx.actor.domainId })} returning id`;
  const id = made?.id ?? 0;
  await createRootFolder(tx.sql, id, 'Cameras');
  tx.changed({ action: 'create', objectKind: 'organization', objectId: id, changes: additions(row) });
  return id;
}

async function insertOwner(
  tx: Write,
  login: string,
  fields: SubscriberFields,
  organizationId: number,
  passwordHash: string | null,
): Promise<number> {
  const { sql, actor } = tx;
  const { name = null, phone = null, mayChangePassword = true } = fields;
  const row = { login, name, phone, mayChangePassword, homeOrganizationId: organizationId };
  const [made] = await sql<{ id: number }[]>`
    insert into app_user ${sql({ ...row, ...originOf(tx), domainId: actor.domainId, passwordHash })} returning id`;
  const id = made?.id ?? 0;
  await sql`
    insert into membership (organization_id, user_id, edit_cameras, edit_users, view_statistics, edit_lists, view_lists)
    values (${organizationId}, ${id}, true, true, true, true, true)`;
  await sql`update organization set owner_id = ${id} where id = ${organizationId}`;
  const kept = await storeExtra(tx, 'app_user', id, fields.extra);
  tx.changed({ action: 'create', objectKind: 'user', objectId: id, changes: { ...additions(row), ...kept } });
  return id;
}
