import type { Refusal } from './refusal.ts';

/** Folders and what is shared through them. */
export const FOLDERS_REFUSALS = {
  folder_not_found: { kind: 'not_found', text: 'Folder {id} not found' },
  folder_unknown: { kind: 'invalid', text: 'there is no folder {id}' },
  folder_unknown_in_organization: { kind: 'invalid', text: 'there is no folder {id} in organization {organizationId}' },
  folder_elsewhere: { kind: 'invalid', text: 'folder {id} is not in organization {organizationId}' },
  folder_too_deep: { kind: 'invalid', text: 'folders may be nested 32 deep' },
  root_folder_stays: { kind: 'invalid', text: 'the root folder cannot be deleted' },
  root_folder_unmoved: { kind: 'invalid', text: 'the root folder stays where it is' },
  folder_into_itself: { kind: 'invalid', text: 'a folder cannot go into itself or below itself' },
  beside_root_folder: { kind: 'invalid', text: 'nothing stands beside the root folder' },
  folders_closed: { kind: 'forbidden', text: 'You may not edit the folders of organization {id}' },
  folder_grant_not_found: { kind: 'not_found', text: 'A permission of user {userId} on folder {folderId} not found' },
  folder_of_other_organization: {
    kind: 'invalid',
    text: 'folder {id} belongs to another organization than user {userId}',
  },
  folder_is_organizations_own: { kind: 'invalid', text: "folder {id} is the organization's own" },
  pairs_too_many: { kind: 'invalid', text: 'at most {limit} pairs of users and groups at once' },
  floor_plan_not_found: { kind: 'not_found', text: 'The floor plan of folder {id} not found' },
  floor_plan_too_large: { kind: 'invalid', text: 'a picture may have 5 MB' },
  floor_plan_no_picture: { kind: 'invalid', text: 'give a PNG, JPEG, GIF or WebP picture' },
} as const satisfies Readonly<Record<string, Refusal>>;
