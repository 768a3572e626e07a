import { authBackend } from '../../../core/domains/settings.ts';
import { present } from '../../../core/fields.ts';
import { type AccountUser, accountUsers } from '../../../core/users/accounts.ts';
import { changeUser, createUser, deleteUser } from '../../../core/users/operations.ts';
import type { UserChange } from '../../../core/users/user.ts';
import type { Call } from '../call.ts';
import { activeOut, stillInactive } from '../cameras/inactive.ts';
import { accountIn, userIn } from '../lookup.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';

const OWN = { ID: 1, Name: 'Пароль в базе данных сервиса' };
const BACKEND = { ID: 2, Name: 'Внешняя система' };

const names = {
  login: 'Login',
  password: 'Password',
  email: 'Email',
  phone: 'Phone',
  name: 'FIO',
  homeOrganizationId: 'AccountID',
  accountAdministrator: 'IsReadOnly',
};

/** Users of accounts; administrators of the account are those with IsReadOnly 0. */
export const userMethods: readonly Method[] = [
  {
    name: 'GetAccountUsers',
    run: async (call) => {
      const id = call.optionalInteger('ID') ?? undefined;
      const which = id === undefined ? { accountId: call.integer('AccountID') } : { id };
      return (await accountUsers(call.core, call.actor, which)).map(toWire);
    },
  },
  { name: 'GetAuthProviders', run: providers },
  {
    name: 'AddUser',
    names,
    run: async (call) => {
      const user = {
        login: call.text('Login'),
        password: call.text('Password'),
        ...changeIn(call),
        accountAdministrator: !(call.optionalFlag('IsReadOnly') ?? false),
        passwordBy: (await passwordBy(call)) ?? ('own' as const),
      };
      const account = await accountIn(call, 'AccountID');
      return { ID: (await createUser(call.core, call.actor, user, account.id)).id };
    },
  },
  {
    name: 'EditUser',
    names,
    run: async (call) => {
      const user = await userIn(call, 'ID');
      const moved = call.has('AccountID') ? (await accountIn(call, 'AccountID')).id : undefined;
      const readonly = call.flagOr('IsReadOnly', false);
      const change = present({
        login: call.has('Login') ? call.text('Login') : undefined,
        homeOrganizationId: moved === user.accountId ? undefined : moved,
        accountAdministrator: readonly === undefined ? undefined : !readonly,
        passwordBy: await passwordBy(call),
      });
      const asked = { ...changeIn(call), ...change };
      const { blocks } = await changeUser(call.core, call.actor, user.id, asked);
      return { ID: user.id, ...stillInactive(asked, blocks) };
    },
  },
  {
    name: 'EditUserPassword',
    names,
    run: async (call) => {
      const password = call.text('Password');
      const user = await userIn(call, 'ID');
      await changeUser(call.core, call.actor, user.id, { password });
      return { ID: user.id };
    },
  },
  {
    name: 'DeleteUser',
    run: async (call) => {
      const user = await userIn(call, 'ID');
      await deleteUser(call.core, call.actor, user.id);
      return { Status: 1 };
    },
  },
];

/** What AddUser and EditUser read alike; an empty value says the default. */
function changeIn(call: Call): UserChange {
  const own = call.flagOr('CanChangeOwnInfo', true);
  return present({
    email: textOrNull(call, 'Email'),
    phone: textOrNull(call, 'Phone'),
    name: textOrNull(call, 'FIO'),
    mayChangePassword: own,
    mayChangeProfile: own,
    mustChangePassword: call.flagOr('ChangePasswordAtNextLogin', false),
    enabled: call.flagOr('IsActive', true),
  });
}

/** The outside system is one to choose while the provider has set one. */
async function providers(call: Call) {
  return (await authBackend(call.core, call.actor.domainId)) ? [OWN, BACKEND] : [OWN];
}

async function passwordBy(call: Call): Promise<'own' | 'backend' | undefined> {
  const id = call.optionalInteger('AuthProviderID');
  if (id === undefined) return undefined;
  if (id === null || id === OWN.ID) return 'own';
  if (!(await providers(call)).some(({ ID }) => ID === id))
    throw refused('AuthProviderID', 'не называет способа проверки пароля из GetAuthProviders');
  return 'backend';
}

function textOrNull(call: Call, name: string): string | null | undefined {
  const text = call.optionalText(name)?.trim();
  return text === '' ? null : text;
}

const toWire = (user: AccountUser) => ({
  ID: user.id,
  Login: user.login,
  ...activeOut(user.blocks),
  IsReadOnly: user.accountAdministrator ? 0 : 1,
  AccountID: user.accountId ?? 0,
  Email: user.email ?? '',
});
