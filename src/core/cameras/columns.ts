import type { EgressPolicy } from '../egress/policy.ts';
import { VIDEO_SCHEMES } from '../egress/policy.ts';
import { invalid } from '../errors.ts';
import { checkInteger, checkNumber, checkText, pick } from '../fields.ts';
import { splitUrl, urlsOf } from '../secrets/mask.ts';
import type { Sealer } from '../secrets/sealer.ts';
import {
  type CameraFields,
  type CameraView,
  FIELD_RULES,
  type NewCamera,
  PLAIN_FIELDS,
  type PlainField,
  URL_FIELDS,
  type UrlField,
} from './camera.ts';
import { checkRecordMode, checkSchedule } from './recording/recording.ts';
import { urlLabel } from './seal-labels.ts';
import { checkConnection } from './source/connection.ts';
import { checkSourceOptions, sourceUrl } from './source/options.ts';

type StoredUrls = Partial<Record<UrlField, string> & Record<`${UrlField}Sealed`, Buffer | null>>;
export type CameraColumns = Partial<Pick<CameraFields, PlainField>> & StoredUrls;

/** Checks the values themselves; what they refer to is checked where it is read. */
export function checkCamera(egress: EgressPolicy, fields: CameraFields): void {
  for (const name of PLAIN_FIELDS) checkPlain(name, fields[name]);
  checkSource(egress, 'streamUrl', fields.streamUrl ?? '');
  for (const part of urlsOf(fields.substreamUrl ?? '')) checkSource(egress, 'substreamUrl', part.trim());
  if (fields.thumbnailsUrl !== '0' && fields.thumbnailsUrl !== '1')
    checkUrl(egress, 'thumbnailsUrl', fields.thumbnailsUrl);
  checkUrl(egress, 'onvifUrl', fields.onvifUrl);
  for (const name of ['serial', 'id', 'model', 'pin'] as const) checkText(`agent.${name}`, fields.agent?.[name], 255);
  checkText('agent.key', fields.agent?.key, 1024);
  checkRecordMode(fields.recordMode);
  checkSchedule(fields.recordSchedule);
  if (fields.connection) checkConnection(fields.connection);
}

function checkPlain(name: PlainField, value: CameraFields[PlainField]): void {
  const { text, number, integer } = FIELD_RULES[name];
  if (text !== undefined) checkText(name, value as string | null | undefined, text);
  if (number !== undefined) checkNumber(name, value as number | null | undefined, ...number);
  if (integer !== undefined) checkInteger(name, value as number | null | undefined, ...integer);
}

/** A URL with options behind it, or none. */
function checkSource(egress: EgressPolicy, field: string, text: string): void {
  checkUrl(egress, field, text.length > 2000 ? text : sourceUrl(text));
  checkSourceOptions(field, text);
}

function checkUrl(egress: EgressPolicy, field: string, url: string | undefined): void {
  if (url === undefined || url === '') return;
  if (url.length > 2000) throw invalid(field, 'text_too_long', { length: url.length, limit: 2000 });
  egress.checkUrl(field, url.replace('***@', ''), VIDEO_SCHEMES);
}

/** A request that says nothing is a mistake of whoever sent it, and would be a camera that the billing counts. */
export function refuseEmpty({ name, title, streamUrl, onvifUrl, agent }: NewCamera): void {
  if (!(name || title?.trim() || streamUrl || onvifUrl || agent?.serial || agent?.id))
    throw invalid('streamUrl', 'source_missing');
}

/** A new camera has no credentials that `***` could stand for. */
export function refuseMasked(fields: CameraFields): void {
  for (const field of URL_FIELDS) if (fields[field]?.includes('***')) throw invalid(field, 'source_mask');
}

/** The columns to write. A URL that comes back as it was shown, its credentials as `***`, keeps them. */
export function cameraColumns(
  sealer: Sealer,
  id: number,
  fields: CameraFields,
  before?: Pick<CameraView, 'shown'>,
): CameraColumns {
  const urls: StoredUrls = {};
  for (const field of URL_FIELDS) {
    const url = fields[field];
    if (url === undefined || (before && url === before.shown[field])) continue;
    const { shown, hasSecret } = splitUrl(url);
    if (shown.includes('***') && url.includes('***')) throw invalid(field, 'source_mask');
    urls[field] = shown;
    urls[`${field}Sealed`] = hasSecret ? sealer.seal(urlLabel(field, id), url) : null;
  }
  return { ...pick(fields, PLAIN_FIELDS), ...urls };
}
