import { type Static, Type } from 'typebox';
import { cameraFilter } from '../contract/camera-lists.ts';
import { userFilter } from '../contract/people.ts';

const CameraFilter = Type.Object(cameraFilter);
const UserFilter = Type.Object(userFilter);

/** Which cameras a list, or a change of all that it has, is about. What is left out here would let all through. */
export const camerasAsked = (filter: Static<typeof CameraFilter>) =>
  ({
    search: filter.search,
    organizationId: filter.organizationId,
    folderId: filter.folderId,
    folderOnly: filter.folderOnly,
    presetId: filter.presetId,
    locationId: filter.locationId,
    state: filter.state,
    unreachable: filter.unreachable,
    notRecorded: filter.notRecorded,
    favorite: filter.favorite,
    unplaced: filter.unplaced,
  }) satisfies Record<keyof typeof cameraFilter, unknown>;

export const usersAsked = (filter: Static<typeof UserFilter>) =>
  ({
    search: filter.search,
    organizationId: filter.organizationId,
    parentId: filter.parentId,
    blocked: filter.blocked,
  }) satisfies Record<keyof typeof userFilter, unknown>;
