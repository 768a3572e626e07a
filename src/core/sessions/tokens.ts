import { randomBytes } from 'node:crypto';
import type { Db } from '../../db/sql.ts';
import { keyHash } from '../secrets/keys.ts';

export type TokenPurpose = 'autologin' | 'restore_password';

/** `<login>:<utc>:<salt>:<40 hex>`, as clients of autologin know it; only its hash is kept. */
export async function issueToken(
  sql: Db,
  user: { readonly id: number; readonly login: string },
  purpose: TokenPurpose,
  validUntil: Date,
  sessionSeconds: number | null = null,
): Promise<string> {
  const utc = Math.floor(validUntil.getTime() / 1000);
  const token = `${user.login}:${utc}:${randomBytes(4).toString('hex')}:${randomBytes(20).toString('hex')}`;
  await sql`
    insert into sign_in_token (token_hash, user_id, purpose, valid_until, session_seconds)
    values (${keyHash(token)}, ${user.id}, ${purpose}, ${validUntil}, ${sessionSeconds})`;
  return token;
}

/** Whether it would be redeemed now; nothing is used up. */
export async function tokenStands(sql: Db, token: string, purpose: TokenPurpose): Promise<boolean> {
  if (token === '' || token.length > 1000) return false;
  const rows = await sql`
    select from sign_in_token
    where token_hash = ${keyHash(token)} and purpose = ${purpose} and used_at is null and valid_until > now()`;
  return rows.length > 0;
}

/** Turns a token into its user, once; undefined: unknown, used or too old. */
export async function redeemToken(
  sql: Db,
  token: string,
  purpose: TokenPurpose,
): Promise<{ readonly userId: number; readonly sessionSeconds: number | null } | undefined> {
  if (token === '' || token.length > 1000) return undefined;
  const [row] = await sql<{ userId: number; sessionSeconds: number | null }[]>`
    update sign_in_token set used_at = now()
    where token_hash = ${keyHash(token)} and purpose = ${purpose} and used_at is null and valid_until > now()
    returning user_id, session_seconds`;
  return row;
}
