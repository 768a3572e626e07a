import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Core } from '../../src/core/core.ts';
import { correctBalance } from '../../src/core/ledger/corrections.ts';
import { balances, payIn, statement } from '../../src/core/ledger/operations.ts';
import { refundPayment } from '../../src/core/ledger/refunds.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { rateDay } from '../support/charges.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

/** An independent book: every movement with the day that it counts for, on no clock but `Intl`'s. */
interface Line {
  readonly organization: number;
  readonly amount: bigint;
  readonly day: string;
}

const ZONE = 'Pacific/Auckland';
const HOUR_MS = 3_600_000;

let t: TestCore;
let core: Core;
let now = Date.parse('2026-03-28T00:00:00Z');
beforeAll(async () => {
  t = await testCore();
  core = { ...t.core, clock: () => new Date(now) };
  await core.sql`update domain set time_zone = ${ZONE}`;
});
afterAll(async () => await t.close());

const localDay = (at: number) => new Date(at).toLocaleDateString('sv-SE', { timeZone: ZONE });

/** mulberry32: the same walk each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test.each([1, 2, 3])(
  'whatever several writers enter, the book and the ledger agree on every day (walk %i)',
  async (seed) => {
    const roll = dice(seed);
    const organizations: number[] = [];
    for (let i = 0; i < 3; i++)
      organizations.push((await createOrganization(core, SYSTEM, { title: `${seed}.${i}` })).id);
    const book: Line[] = [];
    const payments: { id: number; organization: number; left: bigint }[] = [];
    const days = new Set<string>();
    let number = 0;

    /** One movement, sent twice at once under one id: both are told of the same entry, or both are refused. */
    const movement = async () => {
      const organization = organizations[roll(3)] ?? 0;
      const outsideId = `${seed}-${number++}`;
      const day = localDay(now);
      const amountMinor = BigInt(roll(5000) + 1);
      const choice = roll(3);
      const payment = payments[roll(Math.max(1, payments.length))];
      const sign = choice === 1 && roll(2) === 0 ? -1n : 1n;
      const common = { organizationId: organization, outsideId, amountMinor: sign * amountMinor };
      const send = async () => {
        if (choice === 1) return await correctBalance(core, BILLING, { ...common, reason: 'as agreed' });
        if (choice === 0 || !payment) return await payIn(core, BILLING, common);
        const { organization: organizationId, id: paymentId } = payment;
        return await refundPayment(core, BILLING, { ...common, organizationId, paymentId, reason: 'sent back' });
      };
      const [one, two] = await Promise.allSettled([send(), send()]);
      if (one.status === 'rejected' || two.status === 'rejected') {
        expect([one, two]).toMatchObject(Array(2).fill({ status: 'rejected', reason: { kind: 'invalid' } }));
        return;
      }
      expect(two.value).toBe(one.value);
      if (choice === 1) book.push({ organization, amount: sign * amountMinor, day });
      else if (choice === 0 || !payment) {
        book.push({ organization, amount: amountMinor, day });
        payments.push({ id: one.value, organization, left: amountMinor });
      } else {
        book.push({ organization: payment.organization, amount: -amountMinor, day });
        payment.left -= amountMinor;
        expect(payment.left).toBeGreaterThanOrEqual(0n);
      }
    };

    for (let round = 0; round < 14; round++) {
      await Promise.all(Array.from({ length: 6 }, movement));
      if (roll(3) === 0) {
        const day = localDay(now - 24 * HOUR_MS);
        const charges = organizations.map((organizationId) => ({ organizationId, amount: BigInt(roll(900) + 1) }));
        if (!days.has(`charged ${day}`)) {
          days.add(`charged ${day}`);
          await rateDay(core, day, charges);
          for (const { organizationId, amount } of charges)
            book.push({ organization: organizationId, amount: -amount, day });
        }
      }
      // Often around midnight, and over the night in which the clock there goes back.
      now += roll(2) === 0 ? HOUR_MS : 13 * HOUR_MS;
    }

    const [all] = await core.sql`select coalesce(sum(amount), 0)::text as sum from ledger_posting`;
    expect(all?.sum).toBe('0');
    const torn = await core.sql`
    select a.id from ledger_account a left join ledger_posting p on p.account_id = a.id
    where a.kind = 'balance' group by a.id having a.balance <> coalesce(sum(p.amount), 0)`;
    expect(torn).toEqual([]);
    const twice = await core.sql`
    select kind, outside_id from ledger_entry where outside_id is not null group by kind, outside_id having count(*) > 1`;
    expect(twice).toEqual([]);

    const first = Date.parse('2026-03-26T12:00:00Z');
    for (const organization of organizations) {
      const own = book.filter((line) => line.organization === organization);
      const upTo = (day: string) => own.reduce((sum, line) => (line.day <= day ? sum + line.amount : sum), 0n);
      for (let at = first; at < now + 48 * HOUR_MS; at += 24 * HOUR_MS) {
        const day = localDay(at);
        expect([day, (await balances(core, SYSTEM, organization, day))[0]?.amount]).toEqual([day, upTo(day)]);
        const { items } = await statement(core, SYSTEM, organization, { limit: 500 }, { from: day, to: day });
        expect(items.reduce((sum, line) => sum + line.amount, 0n)).toBe(
          own.reduce((sum, line) => (line.day === day ? sum + line.amount : sum), 0n),
        );
      }
      const whole = await statement(core, SYSTEM, organization, { limit: 500 });
      expect(whole.items).toHaveLength(own.length);
      expect(whole.items[0]?.balance ?? 0n).toBe(upTo('9000-01-01'));
      for (const kind of ['payment', 'charge', 'correction', 'refund'] as const) {
        const { items } = await statement(core, SYSTEM, organization, { limit: 500 }, { kind });
        const ofKind = whole.items.filter((line) => line.kind === kind);
        expect(items).toEqual(ofKind);
      }
      for (const { id, left } of payments.filter((payment) => payment.organization === organization))
        expect(whole.items.find((line) => line.id === id)?.refundable).toBe(left);
    }
  },
);
