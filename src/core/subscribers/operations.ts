import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { type DomainError, invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { changeContract } from './change.ts';
import { createContract } from './creation.ts';
import { findSubscriber, ownerOfContract } from './queries.ts';
import type { Subscriber, SubscriberFields } from './subscriber.ts';

/**
 * Makes a subscriber with a contract of its own. A billing repeats itself: a login that is there with the same billing id
 * is changed to what is said. Throws `conflict` for the login of somebody else, and for a billing id of somebody else. `dialect`: whose extras are shown.
 */
export async function createSubscriber(
  core: Core,
  actor: Actor,
  login: string,
  fields: SubscriberFields,
  dialect: string,
): Promise<Subscriber> {
  requireMay(actor, 'users.manage');
  requireMay(actor, 'organizations.manage');
  check(login, fields);
  const known = await findSubscriber(reader(core), actor.domainId, login, dialect);
  if (known && (known.organizationId === null || known.billingId !== (fields.billingId ?? null)))
    throw loginTaken(login, known.id);
  await refuseTakenId(core, actor, login, fields.billingId);
  if (known) await changeContract(core, actor, known, fields);
  else await createContract(core, actor, login, fields);
  return await found(core, actor, login, dialect);
}

/** Absent fields stay. Not found alike: it is not there, another domain's, an administrator or a sub-user. A password that is the user's already changes nothing. */
export async function changeSubscriber(
  core: Core,
  actor: Actor,
  login: string,
  fields: SubscriberFields,
  dialect: string,
): Promise<Subscriber> {
  requireMay(actor, 'users.manage');
  requireMay(actor, 'organizations.manage');
  check(login, fields);
  const known = await found(core, actor, login, dialect);
  await refuseTakenId(core, actor, known.login, fields.billingId);
  await changeContract(core, actor, known, fields);
  return await found(core, actor, login, dialect);
}

async function found(core: Core, actor: Actor, login: string, dialect: string): Promise<Subscriber> {
  const subscriber = await findSubscriber(reader(core), actor.domainId, login, dialect);
  if (!subscriber) throw refuse('subscriber_not_found', { login });
  return subscriber;
}

const loginTaken = (login: string, id: number): DomainError =>
  refuse('login_taken_by_user', { login, id }, { existingId: id });

async function refuseTakenId(core: Core, actor: Actor, login: string, billingId: string | undefined): Promise<void> {
  if (billingId === undefined) return;
  const owner = await ownerOfContract(reader(core), actor.domainId, billingId);
  if (owner !== undefined && owner.toLowerCase() !== login.toLowerCase())
    throw refuse('billing_id_taken', { id: billingId, login: owner });
}

function check(login: string, { name, password, phone, billingId }: SubscriberFields): void {
  checkText('login', login, 255, 1);
  checkText('name', name, 255);
  checkText('phone', phone, 64);
  checkText('billingId', billingId, 255, billingId === undefined ? 0 : 1);
  checkText('password', password, 1024);
  if (password === '') throw invalid('password', 'text_empty');
}
