const SECRET_PARAMETER = /^(pass|passwd|password|pwd|token|auth|key|apikey|api_key|secret|user|usr|login|username)$/i;

/** Scheme, credentials, rest. A password with a bare slash in it makes no URL, and is a password all the same. */
const URL_PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@|[^/?#:]*:(?!\d*[/?#])[^@]*@)?(.*)$/is;

export interface SplitUrl {
  /** Without credentials: what may be shown, searched and logged. */
  readonly shown: string;
  readonly hasSecret: boolean;
}

/** Takes the credentials out of a URL: `user:pass@` and parameters named like one. Not a URL: shown as it is. */
export function splitUrl(url: string): SplitUrl {
  const authority = URL_PARTS.exec(url);
  if (!authority) return { shown: url, hasSecret: false };
  const [, scheme = '', userInfo = '', rest = ''] = authority;
  let hasSecret = userInfo !== '';
  const shownRest = rest.replace(
    /([?&;])([^=&;?#]+)=([^&;#]*)/g,
    (whole, separator: string, name: string, value: string) => {
      if (value === '' || !SECRET_PARAMETER.test(name)) return whole;
      hasSecret = true;
      return `${separator}${name}=***`;
    },
  );
  return { shown: `${scheme}${userInfo === '' ? '' : '***@'}${shownRest}`, hasSecret };
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
