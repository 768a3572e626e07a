/** Scheme, credentials, rest. A password with a bare slash in it makes no URL, and is a password all the same. */
const URL_PARTS = /^(\s*[a-z][a-z0-9+.-]*:\/\/)([^/?#]*@|[^/?#:]*:(?!\d*[/?#])[^@]*@)?(.*)$/is;

/**
 * `name=value` of whatever sounds like credentials, in the query or the path (`/user=admin_password=..._channel=1`).
 * Passwords hold odd characters, so a value ends only where another parameter surely begins: better too much is hidden.
 */
const SECRET_PARAMETER =
  /(^|[/?&;#_])([^=&;?#/_]*(?:pas|pwd|psw|pw|login|user|usr|auth|token|key|secret)[^=&;?#/]*)=(?:(?![;/?#][a-z][a-z0-9.-]*=|_(?:channel|chn|ch|stream|subtype|subStream|profile|onvif)=)[^&])+/gi;

export interface SplitUrl {
  /** Without credentials: what may be shown, searched and logged. */
  readonly shown: string;
  readonly hasSecret: boolean;
}

/** The URLs of a list as substreams have it: a `;` divides only before a scheme. */
export const urlsOf = (list: string): string[] => list.split(/;(?=\s*[a-z][a-z0-9+.-]*:\/\/)/i);

/** Takes the credentials out of a URL, or of each in a list: `user:pass@` and parameters named like one. Not a URL: shown as it is. */
export function splitUrl(list: string): SplitUrl {
  const parts = urlsOf(list).map(splitOne);
  return { shown: parts.map((part) => part.shown).join(';'), hasSecret: parts.some((part) => part.hasSecret) };
}

function splitOne(url: string): SplitUrl {
  const parts = URL_PARTS.exec(url);
  if (!parts) return { shown: url, hasSecret: false };
  const [, scheme = '', userInfo = '', rest = ''] = parts;
  const shownRest = rest.replace(SECRET_PARAMETER, '$1$2=***');
  return {
    shown: `${scheme}${userInfo === '' ? '' : '***@'}${shownRest}`,
    hasSecret: userInfo !== '' || shownRest !== rest,
  };
}

const SECRET_FIELD = /pass|secret|token|key|credential|authorization|pin$/i;
const URL_FIELD = /url|uri|backend/i;

/** A copy of a request that may be stored and shown: secrets become `***`, long values are cut. */
export function redact(value: unknown, name = '', depth = 0): unknown {
  if (value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number') {
    return SECRET_FIELD.test(name) && typeof value === 'number' ? '***' : (value ?? null);
  }
  if (typeof value === 'string') {
    if (value !== '' && SECRET_FIELD.test(name)) return '***';
    const shown = URL_FIELD.test(name) || value.includes('://') ? splitUrl(value).shown : value;
    return shown.length > 500 ? `${shown.slice(0, 500)}…` : shown;
  }
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
