import type { Said } from '../errors.ts';
import type { Policy } from '../ledger/policy.ts';
import { identityOf } from './identity.ts';
import type { Candidates, Found } from './matching.ts';
import { matchOf } from './matching.ts';
import type { BankPaymentStatus, ReadStatement, StatementRow } from './statement.ts';
import { dayOf, sumOf } from './sums.ts';

/** A row as it is stored. */
export interface JudgedRow {
  readonly row: StatementRow;
  readonly identity: string;
  readonly status: BankPaymentStatus;
  readonly day: string | undefined;
  readonly amount: bigint | undefined;
  readonly found: Found | undefined;
  readonly problem: Said | undefined;
}

/** ISO 4217 by the three digits that a Russian account has in its middle, and those of the neighbours. */
const CURRENCIES: Readonly<Record<string, string>> = {
  '810': 'RUB',
  '643': 'RUB',
  '840': 'USD',
  '978': 'EUR',
  '398': 'KZT',
  '860': 'UZS',
  '933': 'BYN',
  '156': 'CNY',
};
const RUSSIAN_ACCOUNT = /^\d{5}(\d{3})\d{12}$/;

/** Which rows are whose, which came before, and which cannot be booked; one that is wrong leaves the others alone. */
export function judgeRows(
  { rows, numbered }: ReadStatement,
  known: ReadonlySet<string>,
  candidates: Candidates,
  policy: Policy,
): readonly JudgedRow[] {
  return identified(rows, numbered).map(({ row, identity, repeated }) => {
    const day = dayOf(row.date);
    const foreign = isForeign(row, policy);
    const amount = foreign ? undefined : sumOf(row.sum, policy.currency);
    const problem = foreign ? inOtherCurrency(policy) : problemOf(row, day, amount);
    const judged = { row, identity, day, amount, problem };
    if (repeated || known.has(identity))
      return { ...judged, status: 'duplicate', found: undefined, problem: undefined };
    if (problem || amount === undefined) return { ...judged, status: 'ignored', found: undefined };
    const found = matchOf(row, amount, candidates);
    return { ...judged, status: found?.match === 'contract' ? 'waiting' : 'unmatched', found };
  });
}

/** Of rows with numbers the second of the same is a repetition by the bank; without numbers it is another payment. */
export function identified(rows: readonly StatementRow[], numbered: boolean) {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const plain = identityOf(row);
    const nth = seen.get(plain) ?? 0;
    seen.set(plain, nth + 1);
    const isNumbered = numbered && row.number !== '';
    return { row, identity: isNumbered ? plain : identityOf(row, nth), repeated: isNumbered && nth > 0 };
  });
}

/** Its account is one of another currency: what the sum is worth here nobody knows. */
function isForeign({ account }: StatementRow, { currency }: Policy): boolean {
  const code = RUSSIAN_ACCOUNT.exec(account)?.[1];
  const other = code === undefined ? undefined : CURRENCIES[code];
  return other !== undefined && other !== currency;
}

const inOtherCurrency = ({ currency }: Policy): Said => ({ reason: 'sum_in_other_currency', params: { currency } });

function problemOf(row: StatementRow, day: string | undefined, amount: bigint | undefined): Said | undefined {
  if (day === undefined) return { reason: 'statement_day_unreadable', params: { value: row.date.slice(0, 40) } };
  if (amount === undefined) return { reason: 'statement_sum_unreadable', params: { value: row.sum.slice(0, 40) } };
  return amount <= 0n ? { reason: 'payment_not_positive', params: {} } : undefined;
}
