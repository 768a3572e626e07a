import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/sql.ts';
import { keyHash } from '../secrets/keys.ts';

export type TokenPurpose = 'autologin' | 'restore_password' | 'session';

interface TokenOptions {
  /** Life of the session that it turns into; absent: until it is not used any more. */
  readonly sessionSeconds?: number | undefined;
  /** Instead of the form that clients of autologin know. */
  readonly token?: string;
  /** Good from this address alone. */
  readonly boundAddress?: string | undefined;
}

/** `<login>:<utc>:<salt>:<40 hex>`, as clients of autologin know it; only its hash is kept. */
export async function issueToken(
  sql: Db,
  user: { readonly id: number; readonly login: string },
  purpose: TokenPurpose,
  validUntil: Date,
  { sessionSeconds, boundAddress, ...options }: TokenOptions = {},
): Promise<string> {
  const utc = Math.floor(validUntil.getTime() / 1000);
  const token =
    options.token ?? `${user.login}:${utc}:${randomBytes(4).toString('hex')}:${randomBytes(20).toString('hex')}`;
  await sql`
    insert into sign_in_token (token_hash, user_id, purpose, valid_until, session_seconds, bound_address)
    values (${keyHash(token)}, ${user.id}, ${purpose}, ${validUntil}, ${sessionSeconds ?? null}, ${boundAddress ?? null})`;
  return token;
}

/** Whose it is, if it would be redeemed now; nothing is used up. */
export async function ownerOfToken(sql: Db, token: string, purpose: TokenPurpose): Promise<number | undefined> {
  if (token === '' || token.length > 1000) return undefined;
  const [row] = await sql<{ userId: number }[]>`
    select user_id from sign_in_token
    where token_hash = ${keyHash(token)} and purpose = ${purpose} and used_at is null and valid_until > now()`;
  return row?.userId;
}

export interface Redeemed {
  readonly userId: number;
  readonly sessionSeconds: number | null;
  readonly boundAddress: string | null;
}

/** Turns a token into its user, once; undefined: unknown, used, too old, or bound to another address. */
export async function redeemToken(
  sql: Db,
  token: string,
  purpose: TokenPurpose,
  address?: string,
): Promise<Redeemed | undefined> {
  if (token === '' || token.length > 1000) return undefined;
  const [row] = await sql<Redeemed[]>`
    update sign_in_token set used_at = now()
    where token_hash = ${keyHash(token)} and purpose = ${purpose} and used_at is null and valid_until > now()
      and (bound_address is null or bound_address = ${plain(address)}::inet)
    returning user_id, session_seconds, host(bound_address) as bound_address`;
  return row;
}

/** The address without the prefix of an IPv4 address that is mapped to IPv6, as tokens are bound to it. */
const plain = (address: string | undefined): string | null => address?.replace(/^::ffff:/, '') ?? null;
