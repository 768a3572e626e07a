import { invalid } from '../errors.ts';
import { splitUrl } from '../secrets/mask.ts';

/** Zoom, column and row of a picture. */
const PARTS = ['{z}', '{x}', '{y}'] as const;
const EXAMPLE = 'https://tiles.example.net/{z}/{x}/{y}.png';
/** As a policy of contents takes it: a name or an address of IPv4, with a port. */
const HOST = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/;

/** Throws `invalid` for what is no template of pictures that browsers could load from one host. */
export function checkMapTiles(template: string): void {
  const url = URL.canParse(template) ? new URL(template) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw invalid('mapTiles', 'map_tiles_form', { example: EXAMPLE });
  if (!HOST.test(url.host)) throw invalid('mapTiles', 'map_tiles_host');
  if (url.username !== '' || url.password !== '') throw invalid('mapTiles', 'map_tiles_credentials');
  const missing = PARTS.find((part) => !template.includes(part));
  if (missing !== undefined) throw invalid('mapTiles', 'map_tiles_part_missing', { part: missing });
}

/** Where the pictures come from, as a policy of contents names it: scheme, host and port. */
export const originOfTiles = (template: string): string => new URL(template).origin;

/** Scheme and host, the path, the query. */
const DIVIDED = /^([^:]+:\/\/[^/?#]*)([^?#]*)(.*)$/s;
/** A part of a path as long as keys are, that places no picture. */
const LONG_SEGMENT = /(?<=\/)[^/{]{16,}(?=\/|$)/g;

/** Without the keys in it: no long segments of its path, and of its query only what places a picture. */
export function shownMapTiles(template: string): string {
  const [, host = '', path = '', query = ''] = DIVIDED.exec(splitUrl(template).shown) ?? [];
  const shownQuery = query.replace(/([?&][^=&#]+=)([^&#]+)/g, (whole: string, name: string, value: string) =>
    PARTS.some((part) => value.includes(part)) ? whole : `${name}***`,
  );
  return `${host}${path.replace(LONG_SEGMENT, '***')}${shownQuery}`;
}
