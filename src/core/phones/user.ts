import type { Tx } from '../../db/sql.ts';
import { additions } from '../fields.ts';
import type { Write } from '../write.ts';
import { maskedPhone } from './phone.ts';

export interface PhoneUser {
  readonly id: number;
  readonly locale: string;
}

export async function phoneUser(sql: Tx, domainId: number, phone: string): Promise<PhoneUser | undefined> {
  const [user] = await sql<PhoneUser[]>`
    select id, locale from app_user where domain_id = ${domainId} and sign_in_phone = ${phone}`;
  return user;
}

/**
 * A user of whom nothing is known but the telephone: no password, no home, no contract yet. A password works only when an
 * administrator gives one: `own`, so that no outside backend accepts the digits as somebody's login.
 */
export async function createPhoneUser(tx: Write, domainId: number, phone: string): Promise<number> {
  const login = await freeLogin(tx.sql, domainId, phone);
  const row = { domainId, login, signInPhone: phone, passwordBy: 'own', mayChangePassword: false };
  const [created] = await tx.sql<{ id: number }[]>`insert into app_user ${tx.sql(row)} returning id`;
  if (!created) throw new Error('No user was made');
  const masked = { login: login.replace(phone, maskedPhone(phone)), signInPhone: maskedPhone(phone) };
  tx.changed({ action: 'create', objectKind: 'user', objectId: created.id, changes: additions(masked) });
  tx.touched('user', created.id);
  return created.id;
}

/** The digits; with `-2` and so on behind them where somebody has that login already. */
async function freeLogin(sql: Tx, domainId: number, phone: string): Promise<string> {
  const rows = await sql<{ login: string }[]>`
    select lower(login) as login from app_user where domain_id = ${domainId} and lower(login) like ${`${phone}%`}`;
  const taken = new Set(rows.map(({ login }) => login));
  if (!taken.has(phone)) return phone;
  for (let n = 2; ; n++) if (!taken.has(`${phone}-${n}`)) return `${phone}-${n}`;
}

/** Whether this telephone has signed in from there and that session still stands; `originOf` compares them. */
export async function addressesOf(sql: Tx, userId: number): Promise<readonly string[]> {
  const rows = await sql<{ address: string }[]>`
    select distinct address from session where user_id = ${userId} and address is not null limit 100`;
  return rows.map(({ address }) => address);
}
