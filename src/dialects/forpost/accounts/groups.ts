import { resolveCamera } from '../../../core/copies/copies.ts';
import { type GroupView, groups, setOutsideIds } from '../../../core/folders/groups.ts';
import { addToGroups, removeFromGroups } from '../../../core/folders/people.ts';
import { shareGroups, unshareGroups } from '../../../core/folders/shares.ts';
import type { Call } from '../call.ts';
import type { Method } from '../method.ts';

const done = { Status: 1 };
const GROUPS = { folderIds: 'GroupIDList', userIds: 'UserIDList', organizationId: 'AccountID' };

/** Groups of cameras: who sees them, with whom they are shared, and what the billing calls them. */
export const groupMethods: readonly Method[] = [
  {
    name: 'GetAccountGroups',
    async run(call) {
      const cameraId = optional(call, 'CameraID');
      const outsideId = optional(call, 'ExtBillingID');
      const found = await groups(call.core, call.actor, {
        id: optional(call, 'ID'),
        title: call.optionalText('Name') || undefined,
        organizationId: optional(call, 'AccountID'),
        cameraId: cameraId && (await resolveCamera(call.core, call.actor, cameraId)).cameraId,
        sharedWith: optional(call, 'BindAccountID'),
        outsideId: outsideId?.toString(),
      });
      return found.map(toWire);
    },
  },
  {
    name: 'SetExtBillingIDOfAccountGroup',
    names: { folderId: 'AccountGroupID', outsideIds: 'ExtBillingIDList' },
    async run(call) {
      const ids = call.integers('ExtBillingIDList');
      await setOutsideIds(call.core, call.actor, call.integer('AccountGroupID'), ids.map(String));
      return done;
    },
  },
  {
    name: 'AddUsersToAccountGroups',
    names: GROUPS,
    async run(call) {
      await addToGroups(call.core, call.actor, call.integers('UserIDList'), call.integers('GroupIDList'));
      return done;
    },
  },
  {
    name: 'RemoveUsersFromAccountGroups',
    names: GROUPS,
    async run(call) {
      await removeFromGroups(call.core, call.actor, call.integers('UserIDList'), call.integers('GroupIDList'));
      return done;
    },
  },
  {
    name: 'BindAccountToForeignAccountGroups',
    names: GROUPS,
    async run(call) {
      await shareGroups(call.core, call.actor, call.integer('AccountID'), call.integers('GroupIDList'));
      return done;
    },
  },
  {
    name: 'UnbindAccountFromForeignAccountGroups',
    names: GROUPS,
    async run(call) {
      await unshareGroups(call.core, call.actor, call.integer('AccountID'), call.integers('GroupIDList'));
      return done;
    },
  },
];

/** Sent without a value is not sent. */
const optional = (call: Call, name: string): number | undefined => call.optionalInteger(name) ?? undefined;

/** The lists are JSON within a text: the document says so, and means it. */
const toWire = (group: GroupView) => ({
  ID: group.id,
  Name: group.title,
  AccountID: group.organizationId,
  Cameras: JSON.stringify(group.cameraIds),
  Accounts: JSON.stringify(group.sharedWith),
  ExtBillingID: JSON.stringify(group.outsideIds.map((id) => (Number.isSafeInteger(Number(id)) ? Number(id) : id))),
});
