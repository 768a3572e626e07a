import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { present } from '../../core/fields.ts';
import { type Stop, stopsOf } from '../../core/users/stops.ts';
import type { UserChange as CoreChange, User as CoreUser, SeenFields } from '../../core/users/user.ts';
import type { User, UserChange } from '../contract/people.ts';
import { toBlock } from '../frame/wire.ts';

/** Users as they are told, each with all that stops it. */
export async function toUsers(core: Core, actor: Actor, users: readonly CoreUser[]): Promise<Static<typeof User>[]> {
  const stops = await stopsOf(core, actor, users);
  return users.map((user) => toUser(user, stops.get(user.id) ?? []));
}

export async function toOneUser(core: Core, actor: Actor, user: CoreUser): Promise<Static<typeof User>> {
  return toUser(user, (await stopsOf(core, actor, [user])).get(user.id) ?? []);
}

const toUser = (user: CoreUser, stops: readonly Stop[]): Static<typeof User> => ({
  id: user.id,
  login: user.login,
  kind: user.kind,
  parentId: user.parentId,
  name: user.name,
  email: user.email,
  phone: user.phone,
  signInPhone: user.signInPhone,
  note: user.note,
  externalId: user.externalId,
  hasPassword: user.hasPassword,
  readonly: user.readonly,
  maxSessions: user.maxSessions,
  allowedNetworks: [...user.allowedNetworks],
  home: homeOf(user),
  accountAdministrator: user.accountAdministrator,
  mayChangePassword: user.mayChangePassword,
  mayChangeProfile: user.mayChangeProfile,
  mustChangePassword: user.mustChangePassword,
  passwordBy: user.passwordBy,
  notifyOutages: user.notifyOutages,
  organizations: user.organizations.map((o) => ({ id: o.id, title: o.title })),
  blocks: user.blocks.map(toBlock),
  stoppedBy: stops.map((stop) => ({
    ...toBlock(stop),
    on: stop.on,
    subject: { id: stop.subjectId, title: stop.subject },
    shutsOut: stop.shutsOut,
  })),
  byBilling: user.byBilling,
  billingWroteAt: user.billingWroteAt?.toISOString() ?? null,
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
  createdAt: user.createdAt.toISOString(),
});

export const fromUser = (body: Static<typeof UserChange>): CoreChange =>
  present({
    login: body.login,
    name: body.name,
    email: body.email,
    phone: body.phone,
    note: body.note,
    externalId: body.externalId,
    kind: body.administrator === undefined ? undefined : kindOf(body.administrator),
    readonly: body.readonly,
    maxSessions: body.maxSessions,
    allowedNetworks: body.allowedNetworks,
    password: body.password,
    homeOrganizationId: body.homeOrganizationId,
    accountAdministrator: body.accountAdministrator,
    mayChangePassword: body.mayChangePassword,
    mayChangeProfile: body.mayChangeProfile,
    mustChangePassword: body.mustChangePassword,
    passwordBy: body.passwordBy,
    notifyOutages: body.notifyOutages,
  });

/** The fields of a form as they were when it was opened; null: the user had no home. */
export function fromSeen({ homeOrganizationId, ...seen }: NonNullable<Static<typeof UserChange>['was']>): SeenFields {
  return { ...fromUser(seen), ...present({ homeOrganizationId }) };
}

/** A member of its home, always; a title that is not among them is not told. */
function homeOf({ homeOrganizationId: id, organizations }: CoreUser): Static<typeof User>['home'] {
  return id === null ? null : { id, title: organizations.find((o) => o.id === id)?.title ?? '' };
}

const kindOf = (administrator: boolean): 'administrator' | 'subscriber' =>
  administrator ? 'administrator' : 'subscriber';
