import { DomainError, inOwnWords } from '../../core/errors.ts';
import { visibleOrganization } from '../../core/organizations/operations.ts';
import { userById } from '../../core/users/operations.ts';
import type { User } from '../../core/users/user.ts';
import type { Call } from './call.ts';

type OrganizationView = Awaited<ReturnType<typeof visibleOrganization>>;

/** The account that a required parameter names. */
export async function accountIn(call: Call, name: string): Promise<OrganizationView> {
  const id = call.integer(name);
  return await named(name, `аккаунт ${id}`, () => visibleOrganization(call.core, call.actor, id));
}

/** The user that a required parameter names; the provider's own people are no users of accounts. */
export async function userIn(call: Call, name: string): Promise<User> {
  const id = call.integer(name);
  const what = `пользователь ${id}`;
  const user = await named(name, what, () => userById(call.core, call.actor, id));
  if (user.kind === 'administrator') throw missing(name, what);
  return user;
}

async function named<T>(name: string, what: string, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found') throw missing(name, what);
    throw error;
  }
}

const missing = (name: string, what: string): DomainError =>
  inOwnWords('not_found', `Параметр ${name}: ${what} не найден`);
