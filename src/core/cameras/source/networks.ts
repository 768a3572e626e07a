import { type Core, reader } from '../../core.ts';
import type { EgressPolicy } from '../../egress/policy.ts';
import { splitUrl, urlsOf } from '../../secrets/mask.ts';
import { type CameraFields, type CameraKey, type CameraView, URL_FIELDS, type UrlField } from '../camera.ts';
import { sourceUrl } from './options.ts';

type Urls = Pick<CameraFields, UrlField>;

/**
 * Refuses addresses outside of the organization's networks; empty: everything is inside. Names of hosts are resolved
 * when the stream connects, and before a single camera is written: `checkNames`.
 */
export function checkInside(egress: EgressPolicy, networks: readonly string[], urls: Urls): void {
  if (networks.length === 0) return;
  for (const [field, url] of each(urls)) egress.checkInside(field, url, networks);
}

/** The URLs that the change brings: all of them when the camera moves to another organization. */
export function broughtUrls(fields: CameraFields, before: CameraView, moved: boolean): Urls {
  const brought = URL_FIELDS.flatMap((field) => {
    const url = fields[field];
    if (url === undefined) return moved ? [[field, before[field]]] : [];
    return moved || (url !== before[field] && url !== before.shown[field]) ? [[field, url]] : [];
  });
  return Object.fromEntries(brought) as Urls;
}

/**
 * The same for names of hosts, which takes a name server: before the write, which must not wait for one. A name that
 * does not resolve now is left to the stream; so are those of an import.
 */
export async function checkNames(core: Core, domainId: number, fields: CameraFields, key?: CameraKey): Promise<void> {
  const named = [...each(fields)].filter(([, url]) => core.egress.isNamed(url));
  if (named.length === 0) return;
  const before = key && (await cameraBefore(core, domainId, key));
  const networks = await networksOf(core, domainId, fields, before?.organizationId);
  if (networks.length === 0) return;
  const known = before && Object.values(before.urls).flatMap(urlsOf);
  await Promise.all(
    named
      .filter(([, url]) => !known?.map(sourceUrl).includes(splitUrl(url).shown))
      .map(async ([field, url]) => await core.egress.checkNameInside(field, url, networks)),
  );
}

function* each(urls: Urls): Generator<readonly [field: string, url: string]> {
  for (const field of URL_FIELDS) {
    for (const part of urlsOf(urls[field] ?? '')) {
      const url = sourceUrl(part.trim());
      if (url.includes('://')) yield [field, url];
    }
  }
}

async function cameraBefore(core: Core, domainId: number, key: CameraKey) {
  const sql = reader(core);
  const where = 'id' in key ? sql`id = ${key.id}` : sql`name = ${key.name}`;
  const [row] = await sql<({ organizationId: number } & Record<UrlField, string>)[]>`
    select organization_id, stream_url, substream_url, thumbnails_url, onvif_url from camera
    where domain_id = ${domainId} and ${where}`;
  if (!row) return undefined;
  const { organizationId, ...urls } = row;
  return { organizationId, urls };
}

async function networksOf(core: Core, domainId: number, fields: CameraFields, before: number | undefined) {
  const [row] = await reader(core)<{ networks: string[] }[]>`
    select networks::text[] as networks from organization
    where domain_id = ${domainId} and (id = coalesce(${fields.organizationId ?? null}::int,
      (select f.organization_id from folder f where f.id = ${fields.folderId ?? null}::int), ${before ?? null}::int,
      (select o.id from organization o where o.domain_id = ${domainId} and o.is_default)))`;
  return row?.networks ?? [];
}
