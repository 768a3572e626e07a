import { createHash, randomBytes } from 'node:crypto';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Never told as it is, whatever is asked for: another host than it was given for may ask. */
  readonly hashedOnly?: boolean | undefined;
}

/**
 * What answers a `WWW-Authenticate` of HTTP or RTSP, Digest (MD5, SHA-256) before Basic; several challenges as a list or
 * in one text. Undefined: none of them is known.
 */
export function authorization(
  challenges: string | readonly string[] | undefined,
  { login, password, hashedOnly }: Credentials,
  method: string,
  uri: string,
): string | undefined {
  const all = [challenges ?? []].flat().flatMap((text) => text.split(/,?\s*(?=\b(?:Basic|Digest)\s+\w+\s*=)/i));
  for (const challenge of all) {
    if (!/^digest\s/i.test(challenge)) continue;
    const answer = digest(fieldsOf(challenge), { login, password }, method, uri);
    if (answer !== undefined) return answer;
  }
  if (!hashedOnly && all.some((challenge) => /^basic\b/i.test(challenge)))
    return `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  return undefined;
}

const ALGORITHMS: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256' };

function digest(
  fields: ReadonlyMap<string, string>,
  { login, password }: Credentials,
  method: string,
  uri: string,
): string | undefined {
  const named = fields.get('algorithm');
  const algorithm = ALGORITHMS[(named ?? 'md5').toLowerCase()];
  const nonce = fields.get('nonce');
  if (algorithm === undefined || nonce === undefined) return undefined;
  const realm = fields.get('realm') ?? '';
  const hash = (text: string) => createHash(algorithm).update(text).digest('hex');
  const protects = (fields.get('qop') ?? '').split(',').some((word) => word.trim().toLowerCase() === 'auth');
  const cnonce = randomBytes(8).toString('hex');
  const who = hash(`${login}:${realm}:${password}`);
  const what = hash(`${method}:${uri}`);
  const response = protects ? hash(`${who}:${nonce}:00000001:${cnonce}:auth:${what}`) : hash(`${who}:${nonce}:${what}`);
  const opaque = fields.get('opaque');
  const parts = [
    `username="${quoted(login)}"`,
    `realm="${quoted(realm)}"`,
    `nonce="${quoted(nonce)}"`,
    `uri="${quoted(uri)}"`,
    ...(protects ? ['qop=auth', 'nc=00000001', `cnonce="${cnonce}"`] : []),
    `response="${response}"`,
    ...(named === undefined ? [] : [`algorithm=${named}`]),
    ...(opaque === undefined ? [] : [`opaque="${quoted(opaque)}"`]),
  ];
  return `Digest ${parts.join(', ')}`;
}

/** Nothing of it may end a line of the request. */
const quoted = (text: string): string => text.replace(/[\r\n]/g, '').replace(/["\\]/g, '\\$&');

const fieldsOf = (challenge: string): ReadonlyMap<string, string> =>
  new Map(
    [...challenge.matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/gi)].map(
      ([, name = '', inQuotes, bare]) => [name.toLowerCase(), inQuotes ?? bare ?? ''] as const,
    ),
  );
