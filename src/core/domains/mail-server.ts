import { invalid } from '../errors.ts';

/** What an SMTP URL says: where the server is and who we are to it, nothing else. */
export interface MailServer {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); else STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | undefined;
}

/** Submission and its TLS twin, RFC 8314. */
const PORTS = { smtp: 587, smtps: 465 } as const;

/**
 * Reads `smtp[s]://user:password@host:port`. A path, query or fragment is refused: mail libraries take them for options
 * of their own, among them the program that is to send the mail.
 */
export function parseMailUri(uri: string): MailServer {
  const [, scheme = ''] = /^(smtps?):\/\//i.exec(uri) ?? [];
  const kind = scheme.toLowerCase();
  if (kind !== 'smtp' && kind !== 'smtps') throw invalid('mailUri', 'mail_scheme');
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
  if (!parsed?.hostname) throw invalid('mailUri', 'mail_form');
  if (/[?#]/.test(uri) || !['', '/'].includes(parsed.pathname)) throw invalid('mailUri', 'mail_tail');
  const [user, pass] = [parsed.username, parsed.password].map(decoded);
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? PORTS[kind] : Number(parsed.port),
    secure: kind === 'smtps',
    auth: user ? { user, pass: pass ?? '' } : undefined,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('mailUri', 'percent_unescaped');
  }
}
