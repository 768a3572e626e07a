import { blockSourceOf } from '../../../core/blocks/source.ts';
import { present } from '../../../core/fields.ts';
import { type Account, accounts, findAccounts } from '../../../core/organizations/accounts.ts';
import { changeOrganization, createOrganization } from '../../../core/organizations/operations.ts';
import type { OrganizationChange } from '../../../core/organizations/organization.ts';
import { deleteOrganization } from '../../../core/organizations/removal.ts';
import type { Call } from '../call.ts';
import { activeOut, stillInactive } from '../cameras/inactive.ts';
import { streamed } from '../list.ts';
import { accountIn } from '../lookup.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';
import { ANY, networkOf, networksIn, quad } from './network.ts';

/** Limits by the core's field names: required of a new account, and without a default to go back to. */
const LIMITS = {
  cameraLimit: 'MaxCameraCount',
  userLimit: 'MaxLoginCount',
  liveViews: 'MaxCameraOnlineTranslationCount',
  archiveViews: 'MaxCameraArchivalTranslationCount',
  userLiveViews: 'MaxCameraUserOnlineTranslationCount',
  userArchiveViews: 'MaxCameraUserArchivalTranslationCount',
} as const;
type Limit = keyof typeof LIMITS;

const names = {
  title: 'Name',
  ...LIMITS,
  networks: 'NetworkIP',
  internalAddress: 'InternalServerAddr',
  smsPerMonth: 'MaxSMSPerMonth',
  archiveSeconds: 'Quota',
  contractNumber: 'ContractNumber',
  reason: 'LoginLockReason',
};

/** Accounts are organizations of the same ids. */
export const accountMethods: readonly Method[] = [
  {
    name: 'AddAccount',
    names,
    run: async (call) => {
      const fields = { title: call.text('Name'), ...limitsIn(call, true), smsPerMonth: 0, archiveSeconds: 0 };
      const account = { ...fields, ...changeIn(call, []), ...lockIn(call, undefined) };
      return { ID: (await createOrganization(call.core, call.actor, account)).id };
    },
  },
  {
    name: 'EditAccount',
    names,
    run: async (call) => {
      const before = await accountIn(call, 'ID');
      const change = { ...limitsIn(call, false), ...changeIn(call, before.networks), ...lockIn(call, before) };
      const title = call.has('Name') ? { title: call.text('Name') } : {};
      const after = await changeOrganization(call.core, call.actor, before.id, { ...title, ...change });
      return {
        ID: before.id,
        ...stillInactive(change, after.blocks),
        ...(change.signInLock?.locked === false ? stillLocked(after.signInBlocks) : {}),
      };
    },
  },
  {
    name: 'DeleteAccount',
    run: async (call) => {
      const { id, isDefault } = await accountIn(call, 'ID');
      if (isDefault) throw refused('ID', 'называет основной аккаунт: его нельзя удалить');
      await deleteOrganization(call.core, call.actor, id, { force: true, users: true });
      return { Status: 1 };
    },
  },
  {
    name: 'masAccounts',
    aliases: ['GetAccounts'],
    run: async (call) => await streamed(call, accounts(call.core, call.actor), toAccount),
  },
  {
    name: 'FindAccounts',
    run: async (call) => {
      const search = present({
        id: call.optionalInteger('ID') ?? undefined,
        title: call.optionalText('Name')?.trim() || undefined,
        contractNumber: call.optionalText('ContractNumber')?.trim() || undefined,
      });
      return await streamed(call, findAccounts(call.core, call.actor, search), toFound);
    },
  },
];

function limitsIn(call: Call, required: boolean): { readonly [K in Limit]?: number } {
  const said = Object.entries(LIMITS).filter(([, name]) => required || call.has(name));
  return Object.fromEntries(said.map(([field, name]) => [field, notNegative(name, call.integer(name))]));
}

/** The optional ones: an empty value says the default. */
function changeIn(call: Call, networks: readonly string[]): OrganizationChange {
  const address = quad(call, 'InternalServerAddr');
  const contractNumber = call.optionalText('ContractNumber')?.trim();
  return present({
    networks: networksIn(call, networks),
    internalAddress: address === undefined ? undefined : address === ANY ? null : address,
    smsPerMonth: orZero(call, 'MaxSMSPerMonth'),
    archiveSeconds: orZero(call, 'Quota'),
    enabled: call.flagOr('IsActive', true),
    notifyOutages: call.flagOr('IsSupportEnabled', false),
    contractNumber: contractNumber === '' ? null : contractNumber,
  });
}

/** A reason alone is the new reason of a lock that stands; a lock without one keeps what it says. */
function lockIn(call: Call, before: Account | undefined): Pick<OrganizationChange, 'signInLock'> {
  const own = before?.signInBlocks.find(({ source }) => source === blockSourceOf(call.actor));
  const asked = call.flagOr('IsLoginLocked', false);
  const reason = call.optionalText('LoginLockReason');
  const locked = asked ?? own !== undefined;
  if (asked === undefined && (reason === undefined || !locked)) return {};
  return { signInLock: { locked, reason: reason ?? own?.reason ?? '' } };
}

function orZero(call: Call, name: string): number | undefined {
  const value = call.optionalInteger(name);
  return value === undefined ? undefined : notNegative(name, value ?? 0);
}

function notNegative(name: string, value: number): number {
  if (value < 0) throw refused(name, 'должен быть не меньше 0');
  return value;
}

/** Numbers are never null: a limit that nobody set is 0 to clients that know no other. */
function toAccount(account: Account) {
  const { address, mask } = networkOf(account.networks);
  return {
    ID: account.id,
    Name: account.title,
    MaxCameraCount: account.cameraLimit ?? 0,
    MaxLoginCount: account.userLimit ?? 0,
    NetworkIP: address,
    NetworkMask: mask,
    InternalServerAddr: account.internalAddress ?? '',
    MaxCameraOnlineTranslationCount: account.liveViews ?? 0,
    MaxCameraArchivalTranslationCount: account.archiveViews ?? 0,
    MaxCameraUserOnlineTranslationCount: account.userLiveViews ?? 0,
    MaxCameraUserArchivalTranslationCount: account.userArchiveViews ?? 0,
    MaxSMSPerMonth: account.smsPerMonth ?? 0,
    Quota: account.archiveSeconds ?? 0,
    ...activeOut(account.blocks),
    IsSupportEnabled: account.notifyOutages ? 1 : 0,
    ContractNumber: account.contractNumber ?? '',
    IsLoginLocked: 0,
    LoginLockReason: '',
    ...stillLocked(account.signInBlocks),
  };
}

/** The lock that stands, of whichever hand; nothing where none does. */
const stillLocked = ([lock]: Account['signInBlocks']) =>
  lock ? { IsLoginLocked: 1, LoginLockReason: lock.reason } : {};

const toFound = (account: Account) => ({
  ...toAccount(account),
  Groups: (account.groups ?? []).map(({ id, title, parentId }) => ({ ID: id, Name: title, ParentID: parentId })),
});
