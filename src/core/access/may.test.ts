import { expect, test } from 'vitest';
import { aKey, anAdministrator, aSubscriber, reasonOf, theSystem } from '../../../test/support/facts.ts';
import type { Actor, UserActor } from '../actor.ts';
import { ALL_PERMISSIONS, PERMISSIONS } from '../permissions/permission.ts';
import { ACTIONS, type Action, type Rule } from './actions.ts';
import { ALL_ACTIONS, actionsOf, may, refusalTo, requireMay } from './may.ts';
import { ROLES, type Role, rolesOf } from './roles.ts';
import { taken } from './taken.ts';

const RIGHTS = { mayViewOrganizations: true, mayEditOrganizations: true, mayEditSettings: true };
const readOnly = (user: UserActor): UserActor => ({ ...user, readonly: true });
const supported = (mode: 'view' | 'act', user = aSubscriber): UserActor => ({
  ...user,
  readonly: user.readonly || mode === 'view',
  support: { id: 1, login: 'support', mode, until: new Date() },
});
const allBut = (...actions: Action[]): readonly Action[] => ALL_ACTIONS.filter((action) => !actions.includes(action));
const both = (one: readonly Action[], other: readonly Action[]): readonly Action[] =>
  ALL_ACTIONS.filter((action) => one.includes(action) || other.includes(action));

/** Everybody may, from whom no permission for it was taken away. */
const OF_EVERYBODY: readonly Action[] = [
  'mosaics.read',
  'mosaics.create',
  'mosaics.change',
  'mosaics.delete',
  'cameras.mark',
  'folders.create',
  'folders.change',
  'folders.delete',
  'door-codes.read',
  'door-events.read',
];
const OF_STAFF: readonly Action[] = [
  'domain.see-all',
  'console.open',
  'audit.read',
  'billing-events.read',
  'messages.read',
  'provider.speak',
  'integrations.sign-in',
  'extra.read',
  'administrators.see',
  'subscribers.act-for',
  'organizations.see-all',
  'locations.read',
  'deleted-cameras.read',
  'cameras.find-by-address',
  'cameras.read-provider-fields',
  'access.explain',
  'viewings.read',
  'streamers.read',
  'clusters.read',
  'intercoms.read',
  'keys.read',
  'plans.read',
  'invoices.read',
  ...OF_EVERYBODY,
];
const OF_WRITERS: readonly Action[] = [
  'sub-users.manage',
  'own-password.change',
  'own-organizations.edit',
  'mosaics.create-own',
  'viewings.cut',
  'intercoms.set-own',
  'doors.open',
  'door-codes.manage',
];
const OF_SUBSCRIBERS: readonly Action[] = [
  'sessions.hand-over',
  'sessions.receive',
  'tickets.create',
  'tickets.write',
  ...OF_EVERYBODY,
];

const inOrder = (a: Action, b: Action): number => ALL_ACTIONS.indexOf(a) - ALL_ACTIONS.indexOf(b);

/** The whole table, role by role. */
const ALLOWED: Readonly<Record<Role, readonly Action[]>> = {
  system: allBut('sessions.receive', 'subscribers.support', 'cameras.read-credentials', 'tickets.create'),
  client: allBut('sessions.receive', 'subscribers.support', 'blocks.set-connector', 'tickets.create'),
  administrator: allBut('sessions.receive', 'blocks.set-connector', 'cameras.read-credentials', 'tickets.create'),
  read_only_administrator: OF_STAFF,
  subscriber: both(OF_SUBSCRIBERS, OF_WRITERS),
  read_only_subscriber: OF_SUBSCRIBERS,
  support_viewer: ['mosaics.read', 'door-codes.read', 'door-events.read'],
  organization_viewer: ['organizations.see-all'],
  organization_editor: ['organizations.manage', 'organizations.delete'],
  settings_editor: ['settings.manage'],
};

/** Actors of one role each. */
const ACTORS: readonly (readonly [Actor, Role])[] = [
  [theSystem, 'system'],
  [aKey, 'client'],
  [anAdministrator, 'administrator'],
  [readOnly(anAdministrator), 'read_only_administrator'],
  [aSubscriber, 'subscriber'],
  [readOnly(aSubscriber), 'read_only_subscriber'],
  [supported('view'), 'support_viewer'],
];

test('each role may do what the table of roles says, and nothing else', () => {
  for (const [actor, role] of ACTORS) {
    expect(rolesOf(actor)).toEqual([role]);
    expect([role, [...actionsOf(actor)].sort()]).toEqual([role, [...ALLOWED[role]].sort()]);
  }
});

test('rights in the domain stand beside the role, and a read-only user changes nothing by them', () => {
  const holds = (user: UserActor) => rolesOf(user).slice(1);
  expect(holds({ ...aSubscriber, mayViewOrganizations: true })).toEqual(['organization_viewer']);
  expect(holds({ ...aSubscriber, mayEditOrganizations: true })).toEqual(['organization_viewer', 'organization_editor']);
  expect(holds({ ...aSubscriber, mayEditSettings: true })).toEqual(['settings_editor']);
  expect(holds(readOnly({ ...aSubscriber, ...RIGHTS }))).toEqual(['organization_viewer']);
  expect(holds(readOnly({ ...anAdministrator, ...RIGHTS }))).toEqual(['organization_viewer']);
});

test('what a right in the domain gives is added to what the role allows', () => {
  const allowed = (...roles: Role[]) => ALL_ACTIONS.filter((action) => roles.some((r) => ALLOWED[r].includes(action)));
  const some: readonly (readonly [UserActor, readonly Action[]])[] = [
    [
      { ...aSubscriber, ...RIGHTS },
      allowed('subscriber', 'organization_viewer', 'organization_editor', 'settings_editor'),
    ],
    [readOnly({ ...aSubscriber, ...RIGHTS }), allowed('read_only_subscriber', 'organization_viewer')],
    [readOnly({ ...anAdministrator, ...RIGHTS }), ALL_ACTIONS.filter((action) => OF_STAFF.includes(action))],
    [{ ...anAdministrator, ...RIGHTS }, allowed('administrator')],
  ];
  for (const [user, actions] of some) expect(actionsOf(user)).toEqual(actions);
});

test('every role has its row here, and every action somebody who may do it', () => {
  expect(Object.keys(ALLOWED)).toEqual(Object.keys(ROLES));
  for (const action of ALL_ACTIONS) expect(Object.values(ALLOWED).some((some) => some.includes(action))).toBe(true);
});

test('who may not is refused in the words of the action', () => {
  const refused = Object.fromEntries(
    ALL_ACTIONS.map((action) => [action, refusalTo(action).reason] as const).filter(
      ([, reason]) => reason !== 'administrator_only',
    ),
  );
  expect(refused).toEqual({
    'settings.manage': 'settings_closed',
    'audit.read': 'audit_closed',
    'billing-events.read': 'billing_events_closed',
    'messages.read': 'messages_closed',
    'sub-users.manage': 'read_only',
    'own-password.change': 'read_only',
    'sessions.receive': 'own_user_not_found',
    'subscribers.act-for': 'service_administrator_one_user',
    'organizations.manage': 'organizations_closed',
    'organizations.delete': 'organization_removal_closed',
    'own-organizations.edit': 'read_only',
    'blocks.set-connector': 'block_of_connector',
    'cameras.find-by-address': 'camera_by_address_closed',
    'mosaics.create-own': 'read_only',
    ...Object.fromEntries(OF_EVERYBODY.map((action) => [action, 'permission_missing'])),
    'viewings.cut': 'read_only',
    'streamers.read': 'streamers_closed',
    'clusters.read': 'clusters_closed',
    'intercoms.read': 'door_setup_closed',
    'intercoms.set-own': 'user_is_read_only',
    'doors.open': 'door_needs_rights',
    'door-codes.manage': 'door_needs_rights',
    'keys.read': 'panel_keys_closed',
    'plans.read': 'plans_closed',
    'tickets.create': 'tickets_of_subscribers',
  });
  expect(refusalTo('cameras.import').message).toBe('Only an administrator may do this');
  expect(refusalTo('audit.read').message).toBe('Only an administrator may read the audit');
});

test('a missing permission takes its actions away and nothing else, and says so', () => {
  for (const permission of ALL_PERMISSIONS) {
    const kept = { ...aSubscriber, denied: [permission] };
    const gone = actionsOf(aSubscriber).filter((action) => !may(kept, action));
    expect(gone).toEqual(
      ALL_ACTIONS.filter((action) => (ACTIONS[action] as Rule)[2] === permission && may(aSubscriber, action)),
    );
    for (const action of gone) expect(reasonOf(() => requireMay(kept, action))).toBe('permission_missing');
    if (!('right' in PERMISSIONS[permission])) expect(gone).not.toEqual([]);
    // A role that may not is told so first.
    expect(reasonOf(() => requireMay({ ...kept, readonly: true }, 'doors.open'))).toBe('door_needs_rights');
  }
});

test('requiring an action throws for whoever may not do it, and for nobody else', () => {
  for (const [actor] of ACTORS)
    for (const action of ALL_ACTIONS)
      expect(reasonOf(() => requireMay(actor, action))).toBe(may(actor, action) ? undefined : refusalTo(action).reason);
});

test('support acts as the user does, but for the password and the sessions, and looks without doing anything', () => {
  const own: readonly Action[] = ['own-password.change', 'sessions.hand-over', 'sessions.receive'];
  const acts = supported('act');
  expect(actionsOf(acts)).toEqual(ALLOWED.subscriber.filter((action) => !own.includes(action)).sort(inOrder));
  expect(own.map((action) => reasonOf(() => requireMay(acts, action)))).toEqual(own.map(() => 'support_never'));
  const reads = ALLOWED.read_only_subscriber.filter((action) => !own.includes(action)).sort(inOrder);
  expect(actionsOf(supported('act', readOnly(aSubscriber)))).toEqual(reads);
  const looks = ['organizations.see-all', ...ALLOWED.support_viewer].sort();
  expect([...actionsOf(supported('view', { ...aSubscriber, ...RIGHTS }))].sort()).toEqual(looks);
});

test('a read-only administrator sees all and changes nothing', () => {
  const looks = readOnly(anAdministrator);
  expect([may(looks, 'domain.see-all'), may(looks, 'users.manage'), may(looks, 'tickets.write')]).toEqual([
    true,
    false,
    false,
  ]);
  const [told, hidden] = [refusalTo('audit.read'), refusalTo('plans.read')];
  expect([taken(anAdministrator, told, hidden), taken(looks, told, hidden), taken(aSubscriber, told, hidden)]).toEqual([
    told,
    hidden,
    hidden,
  ]);
});
