import { divideAuthority } from '../secrets/credentials.ts';

export interface ParsedUrl {
  readonly scheme: string;
  readonly host: string;
  /** Up to the host, and from its end on. */
  readonly before: string;
  readonly after: string;
}

/** Why a text is no URL: reasons of refusals. */
export type UrlFault =
  | 'source_scheme_unknown'
  | 'source_credentials_torn'
  | 'source_without_host'
  | 'source_port_wrong'
  | 'source_has_space'
  | 'source_has_backslash'
  | 'source_has_control_character';

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(:\d{0,5})?$/;

/** Our own cut, because WHATWG parsing leaves hosts of unknown schemes as they are; the last @ of the authority ends the credentials. */
export function parseUrl(url: string): ParsedUrl | undefined {
  if (unwritable(url) !== undefined) return undefined;
  const [start = '', scheme = ''] = SCHEME.exec(url) ?? [];
  if (scheme === '') return undefined;
  const { credentials, rest, torn } = divideAuthority(url.slice(start.length));
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const [, name, port = ''] = HOST_AND_PORT.exec(authority) ?? [];
  if (torn || name === undefined) return undefined;
  return {
    scheme: scheme.toLowerCase(),
    host: name.replace(/^\[|\]$/g, ''),
    before: `${start}${credentials}`,
    after: `${port}${rest.slice(authority.length)}`,
  };
}

/** Why this is no URL with one of the schemes and a host, for whoever wrote it; never a piece of what may be a password. */
export function faultOf(url: string, schemes: readonly string[]): UrlFault | undefined {
  const [start = '', scheme = ''] = SCHEME.exec(url) ?? [];
  if (!schemes.includes(scheme.toLowerCase())) return 'source_scheme_unknown';
  const sign = unwritable(url);
  if (sign !== undefined) return sign;
  const { rest, torn } = divideAuthority(url.slice(start.length));
  if (torn) return 'source_credentials_torn';
  const [, name, port = ''] = HOST_AND_PORT.exec(/^[^/?#]*/.exec(rest)?.[0] ?? '') ?? [];
  if (name === '' || name === '[]') return 'source_without_host';
  const number = port.length > 1 ? Number(port.slice(1)) : 1;
  if (name === undefined || number < 1 || number > 65_535) return 'source_port_wrong';
  return undefined;
}

/** Signs that no URL holds; backslashes are slashes to some programs, and to others not. */
function unwritable(url: string): UrlFault | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused
  const sign = /[\u0000-\u0020\u007f\\]/.exec(url)?.[0];
  if (sign === undefined) return undefined;
  if (sign === ' ') return 'source_has_space';
  return sign === '\\' ? 'source_has_backslash' : 'source_has_control_character';
}
