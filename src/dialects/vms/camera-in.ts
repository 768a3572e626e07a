import type { NewCamera } from '../../core/cameras/camera.ts';
import type { NamedParts } from '../../core/cameras/provision.ts';
import { present } from '../../core/fields.ts';
import { privateCode } from '../../core/subscribers/wanted.ts';
import { isObject } from '../wire/body.ts';
import { extraIn } from '../wire/extra.ts';
import { type Body, flag, id, integerOrNull, numberOrNull, text } from '../wire/values.ts';
import { DIALECT } from './user-in.ts';
import { choiceIn, eachIn, given, objectIn, requiredText, wrong } from './values.ts';

/** What has a place in the model; the rest is kept as it came. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'name',
    'mac',
    'external_id',
    'service',
    'group_type',
    'group_id',
    'group_external_id',
    'folder_id',
    'folder_key',
  ],
  ...['latitude', 'longitude', 'onvif_credentials', 'streams'],
]);
const MAX_NAME = 50;

export interface CameraIn {
  readonly camera: NewCamera;
  readonly named: NamedParts;
}

/** A camera as a billing says it. Throws for what cannot be honoured. */
export function cameraIn(body: Body): CameraIn {
  const title = requiredText(body, 'name');
  if (title.length > MAX_NAME) throw wrong('name', 'text_too_long', { length: title.length, limit: MAX_NAME });
  const { folderId, groupCode } = placeIn(body);
  const onvif = objectIn(body, 'onvif_credentials');
  const place = 'onvif_credentials';
  const mac = text(body, 'mac');
  const httpPort = onvif && integerOrNull({ [`${place}.port`]: onvif.port }, `${place}.port`);
  const connection = present({ mac, httpPort: httpPort ?? undefined });
  return {
    camera: present({
      title,
      externalId: text(body, 'external_id')?.trim() || undefined,
      folderId,
      coordinates: coordinatesIn(body),
      connection: Object.keys(connection).length > 0 ? connection : undefined,
      ...recordingIn(body),
      extra: extraIn(DIALECT, body, KNOWN),
    }),
    named: present({
      presetTitle: text(body, 'service')?.trim() || undefined,
      groupCode,
      onvifCredentials: onvif && {
        login: requiredText(onvif, 'login', `${place}.login`),
        password: text({ [`${place}.password`]: onvif.password }, `${place}.password`) ?? '',
      },
    }),
  };
}

/** A public group is a folder; a private one is a folder in it, by id or by the key that the billing gave it. */
function placeIn(body: Body): { readonly folderId?: number | undefined; readonly groupCode?: string | undefined } {
  const type = choiceIn(body, 'group_type', ['public', 'private']) ?? 'public';
  const folderId = id(body, 'folder_id');
  const key = text(body, 'folder_key')?.trim();
  const group = text(body, 'group_external_id')?.trim();
  const groupId = id(body, 'group_id');
  if (type === 'public' && (folderId !== undefined || key))
    throw wrong('group_type', 'choice_unknown', { choices: 'private' });
  if (folderId !== undefined) return { folderId };
  if (key && group) return { groupCode: privateCode({ group, key }) };
  if (key) throw wrong('group_external_id', 'value_required');
  return groupId === undefined ? { groupCode: group || undefined } : { folderId: groupId };
}

/** "latitude longitude" */
function coordinatesIn(body: Body): string | undefined {
  const limits = { latitude: 90, longitude: 180 };
  const [latitude, longitude] = (['latitude', 'longitude'] as const).map((name) => {
    const value = numberOrNull(body, name) ?? undefined;
    if (value !== undefined && Math.abs(value) > limits[name])
      throw wrong(name, 'number_out_of_range', { least: -limits[name], most: limits[name] });
    return value;
  });
  if (latitude === undefined && longitude === undefined) return undefined;
  if (latitude === undefined) throw wrong('latitude', 'value_required');
  if (longitude === undefined) throw wrong('longitude', 'value_required');
  return `${latitude} ${longitude}`;
}

interface Stream {
  readonly type: 'high' | 'low';
  readonly recorded: boolean | undefined;
  readonly days: number | undefined;
  readonly place: string;
}

/** The first stream's archive is the camera's. The second is shown and never recorded. */
function recordingIn(body: Body): Pick<NewCamera, 'archiveDays' | 'recordMode'> {
  const streams = eachIn(body, 'streams', streamIn) ?? [];
  const high = streams.find(({ type }) => type === 'high');
  const low = streams.find(({ type }) => type === 'low');
  const doubled = streams.find((stream) => stream !== high && stream !== low);
  if (doubled) throw wrong(`${doubled.place}.type`, 'items_doubled');
  if (low?.recorded && !high?.recorded) throw wrong(`${low.place}.is_archive_enabled`, 'low_stream_not_recorded');
  if (high?.recorded === false) return { recordMode: 'off' };
  return high?.days === undefined ? {} : { archiveDays: high.days };
}

function streamIn(value: unknown, place: string): Stream {
  if (!isObject(value)) throw wrong(place, 'row_not_object');
  const fields = given(value);
  const type = choiceIn(fields, 'type', ['high', 'low'], `${place}.type`);
  if (type === undefined) throw wrong(`${place}.type`, 'value_required');
  const at = { recorded: `${place}.is_archive_enabled`, days: `${place}.archive_storage_days` };
  const days = integerOrNull({ [at.days]: fields.archive_storage_days }, at.days) ?? undefined;
  if (days !== undefined && (days < 1 || days > 36_500))
    throw wrong(at.days, 'number_out_of_range', { least: 1, most: 36_500 });
  return { type, recorded: flag({ [at.recorded]: fields.is_archive_enabled }, at.recorded), days, place };
}
