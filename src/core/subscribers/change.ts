import type { Actor } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import { setPaused } from '../blocks/pause.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { differences, pick } from '../fields.ts';
import { checkReferences } from '../organizations/checks.ts';
import type { Organization } from '../organizations/organization.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { storeAskedPassword, storeFields } from '../users/change-rows.ts';
import { weighUserPassword } from '../users/password.ts';
import { lockUser } from '../users/queries.ts';
import { type Write, write } from '../write.ts';
import type { Subscriber, SubscriberFields } from './subscriber.ts';

type Changes = Record<string, readonly [unknown, unknown]>;

/** What a billing says of a user and of its contract, in one write. */
export async function changeContract(
  core: Core,
  actor: Actor,
  known: Subscriber,
  fields: SubscriberFields,
): Promise<void> {
  const { password, extra, ...shown } = fields;
  const asked = password === undefined ? undefined : await weighUserPassword(core, known.id, password);
  const request = { login: known.login, ...shown, ...extra?.values, ...(asked ? { password: '***' } : {}) };
  await write(core, actor, { type: 'subscriber.change', subject: known.login, request }, async (tx) => {
    const { organizationId } = known;
    const contract =
      organizationId === null ? undefined : await lockOrganization(tx.sql, actor.domainId, organizationId);
    const before = await lockUser(tx.sql, actor.domainId, known.id);
    if (!before) throw refuse('subscriber_not_found', { login: known.login });
    if (contract) await storeContract(tx, contract, before.login, fields);
    else if (fields.billingId !== undefined) throw refuse('subscriber_without_contract', { login: known.login });
    const changes: Changes = {
      ...(await storeFields(tx, before, pick(fields, ['name', 'phone', 'mayChangePassword']))),
      ...(await storeExtra(tx, 'app_user', known.id, extra)),
      ...(await storeAskedPassword(tx, before, asked, false)),
    };
    // Who has no contract of its own is blocked alone: others belong to the one that the user is in.
    if (!contract && fields.blocked !== undefined)
      Object.assign(changes, await setEnabled(tx, 'user', known.id, !fields.blocked));
    tx.changed({ action: 'change', objectKind: 'user', objectId: known.id, changes });
    tx.touched('user', known.id);
  });
}

/** Its title follows the name of the user as long as nobody called it otherwise. */
async function storeContract(
  tx: Write,
  before: Organization,
  login: string,
  { name, billingId, blocked }: SubscriberFields,
): Promise<void> {
  const [user] = await tx.sql<{ name: string | null }[]>`select name from app_user where id = ${before.ownerId}`;
  const called = [user?.name?.trim() || login, login];
  const titled = name === undefined || !called.includes(before.title) ? {} : { title: name?.trim() || login };
  const numbered = billingId === undefined ? {} : { outsideUid: billingId, contractNumber: billingId };
  const fields = { ...titled, ...numbered };
  await checkReferences(tx, fields, before);
  const changes: Changes = differences<Organization>(before, fields);
  const real = Object.values(changes).some(([was, is]) => was !== is);
  if (real) await tx.sql`update organization set ${tx.sql(fields)} where id = ${before.id}`;
  if (blocked !== undefined) Object.assign(changes, await setPaused(tx, before.id, blocked));
  tx.changed({ action: 'change', objectKind: 'organization', objectId: before.id, changes });
  tx.touched('organization', before.id);
}
