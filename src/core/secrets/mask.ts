import { divideAuthority } from './credentials.ts';
import { divideOptions, withOptions } from './url-options.ts';

const SCHEME = /^\s*[a-z][a-z0-9+.-]*:\/\//i;
/** What was meant as a URL and is none: no scheme, one slash, backslashes. All up to the last @ may be credentials. */
const BARE_CREDENTIALS = /^[^\s@]*:.*@/s;

/**
 * `name=value` of whatever sounds like credentials, in the query or the path (`/user=admin_password=..._channel=1`).
 * Passwords hold odd characters, so a value ends only where another parameter surely begins: better too much is hidden.
 */
const SECRET_PARAMETER =
  /(^|[/?&;#_])([^=&;?#/_]*(?:pas|pwd|psw|pw|login|user|usr|auth|token|key|secret)[^=&;?#/]*)=(?:(?![;/?#][a-z][a-z0-9.-]*=|_(?:channel|chn|ch|stream|subtype|subStream|profile|onvif)=)[^&])+/gi;

/** The same of an option behind a URL. */
const SECRET_OPTION = /([^\s=]*(?:pas|pwd|psw|pw|login|user|usr|auth|token|key|secret)[^\s=]*)=\S+/gi;

export interface SplitUrl {
  /** Without credentials: what may be shown, searched and logged. */
  readonly shown: string;
  readonly hasSecret: boolean;
}

/** The URLs of a list as substreams have it: a `;` divides only before a scheme. */
export const urlsOf = (list: string): string[] => list.split(/;(?=\s*[a-z][a-z0-9+.-]*:\/\/)/i);

/** Takes the credentials out of a URL, or of each in a list: `user:pass@` and parameters named like one. */
export function splitUrl(list: string): SplitUrl {
  const parts = urlsOf(list).map(splitOne);
  return { shown: parts.map((part) => part.shown).join(';'), hasSecret: parts.some((part) => part.hasSecret) };
}

function splitOne(text: string): SplitUrl {
  const { url, options } = divideOptions(text);
  if (options === '') return splitPlain(text);
  const plain = splitPlain(url);
  const shown = options.replace(SECRET_OPTION, '$1=***');
  return { shown: withOptions({ url: plain.shown, options: shown }), hasSecret: plain.hasSecret || shown !== options };
}

function splitPlain(url: string): SplitUrl {
  const scheme = SCHEME.exec(url)?.[0];
  if (scheme === undefined) {
    const shown = url.replace(BARE_CREDENTIALS, '***@');
    return { shown, hasSecret: shown !== url };
  }
  const { credentials, rest } = divideAuthority(url.slice(scheme.length));
  const shownRest = rest.replace(SECRET_PARAMETER, '$1$2=***');
  return {
    shown: `${scheme}${credentials === '' ? '' : '***@'}${shownRest}`,
    hasSecret: credentials !== '' || shownRest !== rest,
  };
}

const SECRET_FIELD = /pass|secret|token|key|credential|authorization|pin$/i;
const URL_FIELD = /url|uri|backend/i;

/** A copy of a request that may be stored and shown: secrets become `***`, long values are cut. */
export function redact(value: unknown, name = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'number') return SECRET_FIELD.test(name) ? '***' : value;
  if (typeof value === 'string') return redactText(value, name);
  if (depth > 4) return '…';
  if (Array.isArray(value)) {
    const shown = value.slice(0, 20).map((item) => redact(item, name, depth + 1));
    return value.length > 20 ? [...shown, `… ${value.length - 20} more`] : shown;
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).slice(0, 60);
    return Object.fromEntries(entries.map(([key, item]) => [key, redact(item, key, depth + 1)]));
  }
  return String(value);
}

function redactText(text: string, name: string): string {
  if (text !== '' && SECRET_FIELD.test(name)) return '***';
  const shown = URL_FIELD.test(name) || text.includes('://') ? splitUrl(text).shown : text;
  return shown.length > 500 ? `${shown.slice(0, 500)}…` : shown;
}
