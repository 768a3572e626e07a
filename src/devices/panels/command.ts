import type { Credentials } from '../authorization.ts';

export interface Command extends Credentials {
  /** Without the credentials. */
  readonly url: string;
}

/** A URL and the credentials that stand in it, unescaped; undefined: it is no URL of HTTP. */
export function commandOf(text: string): Command | undefined {
  const url = parsed(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  const login = unescaped(url.username);
  const password = unescaped(url.password);
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url: url.href, login, password };
}

/** As people write where a panel stands: an address, a name, either with a port, or a URL; undefined: none of them. */
export function panelUrl(address: string): string | undefined {
  const text = address.trim().replace(/\/+$/, '');
  const command = commandOf(/^https?:\/\//i.test(text) ? text : `http://${text}`);
  return command && command.login === '' && command.password === '' ? command.url.replace(/\/$/, '') : undefined;
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** A stray % stays what it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
