import { isIPv6 } from 'node:net';
import { invalid } from '../../errors.ts';
import { divideOptions, withOptions } from '../../secrets/url-options.ts';
import { sourceUrl } from './options.ts';

/** A stream's URL as some billings give and take it: in pieces, credentials unescaped. */
export interface SourceParts {
  /** rtsp, rtsps, http, https, rtmp; fake for a made-up source, whose host is its name. */
  readonly protocol: string;
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  /** Undefined: the protocol's own. */
  readonly port: number | undefined;
  /** From its slash on, with the query, escaped as it is sent; may be empty. */
  readonly path: string;
  readonly login: string;
  readonly password: string;
  /** What is written behind the URL, as it is. */
  readonly options?: string | undefined;
}

export const SOURCE_PROTOCOLS = ['rtsp', 'rtsps', 'http', 'https', 'rtmp'] as const;

/** What a URL without a port is asked at. */
export const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  rtsp: 554,
  rtsps: 322,
  http: 80,
  https: 443,
  rtmp: 1935,
};

export const NO_SOURCE: SourceParts = {
  protocol: 'rtsp',
  host: '',
  port: undefined,
  path: '',
  login: '',
  password: '',
};

/** Splits a URL into its parts; an empty or malformed one gives NO_SOURCE. */
export function parseSource(text: string): SourceParts {
  const { options } = divideOptions(text.trim());
  const cut = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(sourceUrl(text.trim()));
  if (!cut) return NO_SOURCE;
  const [, protocol = '', authority = '', path = ''] = cut;
  const at = authority.lastIndexOf('@');
  const credentials = at < 0 ? '' : authority.slice(0, at);
  const colon = credentials.indexOf(':');
  const place = /^(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?$/.exec(authority.slice(at + 1));
  const [, host = authority.slice(at + 1), port = ''] = place ?? [];
  return {
    protocol: protocol.toLowerCase(),
    host: host.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    path,
    login: unescaped(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? '' : unescaped(credentials.slice(colon + 1)),
    ...(options === '' ? {} : { options }),
  };
}

/**
 * The URL of these pieces; empty without a host. Credentials are escaped, and what no URL may hold in the path is too;
 * what is escaped there already stays. Throws `invalid` for a host or a port that cannot be.
 */
export function composeSource({ options = '', ...parts }: SourceParts): string {
  const url = composeUrl(parts);
  return url === '' ? '' : withOptions({ url, options });
}

function composeUrl({ protocol, host, port, path, login, password }: SourceParts): string {
  if (host === '') return '';
  if (protocol === 'fake') return `fake://${host}`;
  checkHost(host);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw invalid('streamPort', 'source_port_out_of_range');
  const credentials = login === '' && password === '' ? '' : `${escaped(login)}${colon(password)}@`;
  const place = isIPv6(host) ? `[${host}]` : host;
  return `${protocol}://${credentials}${place}${port === undefined ? '' : `:${port}`}${safePath(path)}`;
}

const colon = (password: string): string => (password === '' ? '' : `:${escaped(password)}`);

function checkHost(host: string): void {
  const name = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?$/i.test(host) && host.length <= 253;
  if (!name && !isIPv6(host)) throw invalid('streamHost', 'source_host_malformed');
}

/** Begins with a slash, unless there is none or a query alone; a fragment would never be sent. */
function safePath(path: string): string {
  const text = path.trim();
  const rooted = text === '' || text.startsWith('/') || text.startsWith('?') ? text : `/${text}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these may not be sent
  return rooted.replace(/[\u0000-\u0020\u007f"#<>\\^`{|}]|[^\u0000-\u007f]+|%(?![0-9a-f]{2})/gi, (part) =>
    part.length === 1 && part.charCodeAt(0) < 128 ? hex(part) : encodeURIComponent(wellFormed(part)),
  );
}

const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const escaped = (text: string): string => encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (char) => hex(char));

/** Replaces lone surrogates, which UTF-8 cannot encode. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** Percent-decodes; text with a bare percent sign is given back unchanged. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
