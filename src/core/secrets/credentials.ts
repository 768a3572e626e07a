import { isIP } from 'node:net';

export interface Authority {
  /** With their @; empty: there are none. */
  readonly credentials: string;
  /** What comes behind: host, port, path and query. */
  readonly rest: string;
  /** True where a sign that ends the host stands in the login or the password: no program would read them as such. */
  readonly torn: boolean;
}

/**
 * Divides what stands behind `scheme://`. In `admin:12#34@10.1.1.1/a` a program sees the host "admin", its port 12 and a
 * fragment; whoever wrote it meant a password. An @ behind such a host gives it away: then all before that @ is secret.
 */
export function divideAuthority(text: string): Authority {
  const authority = /^[^/?#]*/.exec(text)?.[0] ?? '';
  const tail = text.slice(authority.length);
  const own = authority.lastIndexOf('@') + 1;
  if (!isTorn(authority.slice(own), tail))
    return { credentials: text.slice(0, own), rest: text.slice(own), torn: false };
  const end = text.lastIndexOf('@') + 1;
  return { credentials: text.slice(0, end), rest: text.slice(end), torn: true };
}

/** Whether the host, as a program reads it, is the piece of a login or password whose @ comes later. */
function isTorn(host: string, tail: string): boolean {
  const at = tail.lastIndexOf('@');
  if (at < 0) return false;
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(host) ?? [];
  if (port !== undefined && !/^\d{0,5}$/.test(port)) return true;
  if (name === '') return true;
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return false;
  const leadsToHost = HOST.test(tail.slice(at + 1));
  if (name.includes('.')) return port !== undefined && leadsToHost;
  if (port === undefined) return leadsToHost && tail.slice(0, at).includes(':');
  return leadsToHost || !tail.slice(0, at).includes('=');
}

/** An address, or a name of several parts: a single word may as well be the rest of a path. */
const HOST = /^(\[[0-9a-f:.%]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)+|localhost)(:\d*)?([/?#;\s]|$)/i;
