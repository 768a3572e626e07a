import type { Tx } from '../../db/sql.ts';
import { languageOf } from '../languages/languages.ts';
import { MESSAGES } from '../languages/words.ts';
import { enqueue } from '../outbox/outbox.ts';
import { addDays, localDate } from '../time.ts';
import type { Write } from '../write.ts';
import { formatMoney } from './money.ts';
import type { Policy } from './policy.ts';
import type { Standing } from './standings.ts';

/** Mails the owner once until the balance has risen again; without a mail server or an address it is noted alone. */
export async function warnOfBalance(tx: Write, policy: Policy, standing: Standing): Promise<void> {
  const { organizationId: id } = standing;
  const noted = await tx.sql`
    insert into balance_warning (organization_id, at) values (${id}, ${tx.core.clock()}) on conflict do nothing returning 1`;
  if (noted.length === 0) return;
  const until = lastsUntil(policy, standing, tx.core.clock());
  tx.happened('balance.low', id, { ...sumOf(policy, standing), lastsUntil: until ?? null });
  if (!policy.hasMail) return;
  const [owner] = await tx.sql<{ title: string; email: string }[]>`
    select o.title, u.email from organization o join app_user u on u.id = o.owner_id
    where o.id = ${id} and u.email like '%@%'`;
  if (!owner) return;
  const { currency } = policy;
  const letter = MESSAGES[languageOf(policy.locale) ?? 'en'].balanceLow({
    organizationTitle: owner.title,
    balance: `${formatMoney({ amount: standing.balance, currency })} ${currency}`,
    due: standing.below
      ? `${formatMoney({ amount: dueOf(policy, standing.balance), currency })} ${currency}`
      : undefined,
    until,
  });
  await enqueue(tx.core, tx.sql, tx.actor.domainId, { kind: 'mail', to: owner.email, ...letter });
}

/** The balance as events say it. */
export const sumOf = ({ currency }: Policy, { balance: amount }: Standing) => ({
  balance: formatMoney({ amount, currency }),
  currency,
});

export async function forgetWarning(sql: Tx, organizationId: number): Promise<void> {
  await sql`delete from balance_warning where organization_id = ${organizationId}`;
}

/** What has to be paid: prepaid, to be at the floor again; else, to owe nothing. Minor units, 0: nothing. */
export function dueOf({ charging, creditFloor }: Policy, balance: bigint): bigint {
  const missing = (charging === 'prepaid' ? creditFloor : 0n) - balance;
  return missing > 0n ? missing : 0n;
}

/** The day of the domain's (YYYY-MM-DD) that it lasts to, about; undefined: nothing is used, or it is over. */
export function lastsUntil(policy: Policy, { below, daysLeft }: Standing, now: Date): string | undefined {
  return below || daysLeft === null ? undefined : addDays(localDate(policy.timeZone)(now.getTime()), daysLeft);
}
