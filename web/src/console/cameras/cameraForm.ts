import type { Camera, CameraChange, Organization, Preset, RecordWindow } from '../../api/types.ts';
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
  siteId: number | null;
  location: Picked | null;
  streamerId: number | null;
  recordMode: Camera['recordMode'];
  recordSchedule: RecordWindow[];
  bandwidthLimit: number | string;
  connection: ConnectionValues;
}

export interface ConnectionValues {
  transport: 'tcp' | 'udp' | '';
  httpPort: number | string;
  modelId: number | null;
  ptzType: number;
  channel: number | string;
  mac: string;
  motionNotices: boolean;
  motionSource: 'call' | 'onvif';
}

const NO_CONNECTION: ConnectionValues = {
  transport: '',
  httpPort: '',
  modelId: null,
  ptzType: 0,
  channel: '',
  mac: '',
  motionNotices: false,
  motionSource: 'call',
};

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
  siteId: null,
  location: null,
  streamerId: null,
  recordMode: 'always',
  recordSchedule: [],
  bandwidthLimit: '',
  connection: NO_CONNECTION,
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
    siteId: camera.siteId,
    location: camera.location && { id: camera.location.id, title: camera.location.titles.join(', ') },
    streamerId: camera.streamerId ?? null,
    recordMode: camera.recordMode,
    recordSchedule: camera.recordSchedule ?? [],
    bandwidthLimit: camera.bandwidthLimit ?? '',
    connection: connectionValues(camera.connection),
  };
}

function connectionValues(connection: Camera['connection']): ConnectionValues {
  if (connection === undefined) return NO_CONNECTION;
  const { transport, httpPort, modelId, ptzType, channel, mac, motionNotices, motionSource } = connection;
  return {
    transport: transport ?? '',
    httpPort: httpPort ?? '',
    modelId,
    ptzType,
    channel: channel ?? '',
    mac: mac ?? '',
    motionNotices,
    motionSource,
  };
}

const SECONDS_A_DAY = 86_400;

/** What holds for a camera that sets nothing itself: its organization's depth goes before the preset's. */
export function archiveGiven(
  preset: Pick<Preset, 'archiveDays' | 'archiveGigabytes'>,
  organization: Pick<Organization, 'archiveSeconds'> | undefined,
): { readonly days: number; readonly gigabytes: number | null } {
  const seconds = organization?.archiveSeconds ?? null;
  const days = seconds === null ? (preset.archiveDays ?? 0) : seconds / SECONDS_A_DAY;
  return { days, gigabytes: preset.archiveGigabytes };
}

/** What of the form is sent: the fields that differ from `before`. */
export function cameraChange(before: CameraValues, values: CameraValues): CameraChange {
  const fields = (form: CameraValues) =>
    ({
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
      siteId: form.siteId,
      locationId: form.location?.id ?? null,
      streamerId: form.streamerId,
      recordMode: form.recordMode,
      bandwidthLimit: numberOrNull(form.bandwidthLimit),
    }) satisfies Record<Exclude<keyof CameraChange, 'recordSchedule' | 'connection' | 'was'>, unknown>;
  const connection = changed(connectionFields(before.connection), connectionFields(values.connection));
  const change = {
    ...changed(fields(before), fields(values)),
    ...(sameSchedule(before, values) ? {} : { recordSchedule: values.recordSchedule }),
    ...(Object.keys(connection).length === 0 ? {} : { connection }),
  };
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as CameraChange;
}

const connectionFields = (form: ConnectionValues) => ({
  transport: form.transport === '' ? null : form.transport,
  httpPort: numberOrNull(form.httpPort),
  modelId: form.modelId,
  ptzType: form.ptzType,
  channel: numberOrNull(form.channel),
  mac: nullable(form.mac),
  motionNotices: form.motionNotices,
  motionSource: form.motionSource,
});

/** A form keeps copies of lists, so they are compared by what is in them. */
const sameSchedule = (a: CameraValues, b: CameraValues): boolean =>
  JSON.stringify(a.recordSchedule) === JSON.stringify(b.recordSchedule);
