import type { EgressPolicy } from '../egress/policy.ts';
import { VIDEO_SCHEMES } from '../egress/policy.ts';
import { invalid } from '../errors.ts';
import { checkInteger, checkNumber, checkText, pick } from '../fields.ts';
import { splitUrl, urlsOf } from '../secrets/mask.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { type CameraFields, type CameraView, PLAIN_FIELDS, URL_FIELDS, type UrlField } from './camera.ts';
import { checkConnection } from './connection.ts';
import { urlLabel } from './queries.ts';
import { checkRecordMode, checkSchedule } from './recording.ts';

type StoredUrls = Partial<Record<UrlField, string> & Record<`${UrlField}Sealed`, Buffer | null>>;
export type StoredFields = Partial<Pick<CameraFields, (typeof PLAIN_FIELDS)[number]>> & StoredUrls;

/** Checks the values themselves; what they refer to is checked where it is read. */
export function checkCamera(egress: EgressPolicy, fields: CameraFields): void {
  checkText('title', fields.title, 255);
  checkText('comment', fields.comment, 4000);
  checkText('postal_address', fields.postalAddress, 500);
  checkText('coordinates', fields.coordinates, 100);
  checkText('planCoordinates', fields.planCoordinates, 100);
  for (const name of ['externalId', 'onvifProfile', 'visionAlg'] as const) checkText(name, fields[name], 255);
  checkText('vision_areas', fields.visionAreas, 65_536);
  checkNumber('dvr_depth', fields.archiveDays, 0, 36_500);
  checkInteger('dvr_space', fields.archiveGb, 0, 100_000_000);
  for (const name of ['lockDays', 'thumbnailDays'] as const) checkInteger(name, fields[name], 0, 36_500);
  checkInteger('vision_gpu', fields.visionGpu, 0, 1024);
  checkUrl(egress, 'stream_url', fields.streamUrl);
  for (const part of urlsOf(fields.substreamUrl ?? '')) checkUrl(egress, 'substream_url', part.trim());
  if (fields.thumbnailsUrl !== '0' && fields.thumbnailsUrl !== '1')
    checkUrl(egress, 'thumbnails_url', fields.thumbnailsUrl);
  checkUrl(egress, 'onvif_url', fields.onvifUrl);
  for (const name of ['serial', 'id', 'model', 'pin'] as const) checkText(`agent_${name}`, fields.agent?.[name], 255);
  checkText('agent_key', fields.agent?.key, 1024);
  checkRecordMode(fields.recordMode);
  checkSchedule(fields.recordSchedule);
  checkInteger('bandwidth_limit', fields.bandwidthLimit, 1);
  if (fields.connection) checkConnection(fields.connection);
}

function checkUrl(egress: EgressPolicy, field: string, url: string | undefined): void {
  if (url === undefined || url === '') return;
  if (url.length > 2000) throw invalid(field, `has ${url.length} characters, 2000 are allowed`);
  egress.checkUrl(field, url.replace('***@', ''), VIDEO_SCHEMES);
}

/** A new camera has no credentials that `***` could stand for. */
export function refuseMasked(fields: CameraFields): void {
  for (const field of URL_FIELDS) if (fields[field]?.includes('***')) throw invalid(field, NO_MASK);
}

const NO_MASK = 'give the credentials: *** only stands for those of the URL that is set';

/** The columns to write. A URL that comes back as it was shown, its credentials as `***`, keeps them. */
export function storedFields(
  sealer: Sealer,
  id: number,
  fields: CameraFields,
  before?: Pick<CameraView, 'shown'>,
): StoredFields {
  const urls: StoredUrls = {};
  for (const field of URL_FIELDS) {
    const url = fields[field];
    if (url === undefined || (before && url === before.shown[field])) continue;
    const { shown, hasSecret } = splitUrl(url);
    if (shown.includes('***') && url.includes('***')) throw invalid(field, NO_MASK);
    urls[field] = shown;
    urls[`${field}Sealed`] = hasSecret ? sealer.seal(urlLabel(field, id), url) : null;
  }
  return { ...pick(fields, PLAIN_FIELDS), ...urls };
}
