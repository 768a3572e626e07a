import type { Camera, CameraChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, nullable, numberOrNull } from '../../ui/form/values.ts';

/** The form of a camera; empty text and empty numbers stand for "not set". */
export interface CameraValues {
  name: string;
  title: string;
  sourceUrl: string;
  substreamUrl: string;
  organization: Picked | null;
  folderId: number | null;
  presetId: number | null;
  archiveDays: number | string;
  archiveGigabytes: number | string;
  onDemand: boolean;
  sound: boolean;
  address: string;
  coordinates: string;
  externalId: string;
  comment: string;
}

export const EMPTY_CAMERA: CameraValues = {
  name: '',
  title: '',
  sourceUrl: '',
  substreamUrl: '',
  organization: null,
  folderId: null,
  presetId: null,
  archiveDays: '',
  archiveGigabytes: '',
  onDemand: false,
  sound: true,
  address: '',
  coordinates: '',
  externalId: '',
  comment: '',
};

export function cameraValues(camera: Camera): CameraValues {
  return {
    name: camera.name,
    title: camera.title,
    sourceUrl: camera.source?.url ?? '',
    substreamUrl: camera.substreamUrl ?? '',
    organization: camera.organization,
    folderId: camera.folder.id,
    presetId: camera.preset.id,
    archiveDays: camera.archive.days ?? '',
    archiveGigabytes: camera.archive.gigabytes ?? '',
    onDemand: camera.onDemand,
    sound: camera.sound,
    address: camera.address,
    coordinates: camera.coordinates,
    externalId: camera.externalId ?? '',
    comment: camera.comment,
  };
}

/** What of the form is sent: the fields that differ from `before`. */
export function cameraChange(before: CameraValues, values: CameraValues): CameraChange {
  const fields = (form: CameraValues) => ({
    title: form.title.trim(),
    sourceUrl: form.sourceUrl.trim(),
    substreamUrl: nullable(form.substreamUrl),
    organizationId: form.organization?.id,
    folderId: form.folderId ?? undefined,
    presetId: form.presetId ?? undefined,
    archiveDays: numberOrNull(form.archiveDays),
    archiveGigabytes: numberOrNull(form.archiveGigabytes),
    onDemand: form.onDemand,
    sound: form.sound,
    address: form.address.trim(),
    coordinates: form.coordinates.trim(),
    externalId: nullable(form.externalId),
    comment: form.comment,
  });
  const change = changed(fields(before), fields(values));
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as CameraChange;
}
