import type { DeletedCameraCard, RestoreBody } from '../../api/deletedCameras.ts';
import type { Picked } from '../../ui/form/pickers.tsx';

export interface RestoreValues {
  name: string;
  externalId: string;
  organization: Picked | null;
  /** Null: the top of the organization. */
  folderId: number | null;
  /** Null: the one that it had. */
  presetId: number | null;
  location: Picked | null;
}

export const restoreValues = ({ name, externalId, place }: DeletedCameraCard): RestoreValues => ({
  name,
  externalId: externalId ?? '',
  organization: place.organization,
  folderId: place.folder?.id ?? null,
  presetId: place.preset?.id ?? null,
  location: place.location,
});

/** What the server is told: all that the form shows, but for what nobody chose in place of what is gone. */
export const restoreBody = (card: DeletedCameraCard, values: RestoreValues): RestoreBody => ({
  name: values.name.trim(),
  externalId: values.externalId.trim() || null,
  folderId: values.folderId,
  locationId: values.location?.id ?? null,
  ...(values.organization === null ? {} : { organizationId: values.organization.id }),
  ...(values.presetId === null ? {} : { presetId: values.presetId }),
  ...(values.organization?.id === card.organization.id ? {} : { siteId: null }),
});

/** What it had and is not there any more. */
export function goneOf({ place, location }: DeletedCameraCard) {
  const gone: ('organization' | 'folder' | 'preset' | 'location')[] = [];
  if (place.organization === null) gone.push('organization');
  else if (place.folder === null) gone.push('folder');
  if (place.preset === null) gone.push('preset');
  if (place.location === null && location.length > 0) gone.push('location');
  return gone;
}
