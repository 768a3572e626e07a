import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { blockOrganization } from '../../src/core/blocks/operations.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { changeSettings, settings } from '../../src/core/domains/settings.ts';
import { correctBalance } from '../../src/core/ledger/corrections.ts';
import { payIn } from '../../src/core/ledger/operations.ts';
import { refundPayment } from '../../src/core/ledger/refunds.ts';
import { settleBalances } from '../../src/core/ledger/settlement.ts';
import { balanceState } from '../../src/core/ledger/state.ts';
import { changeOrganization, createOrganization } from '../../src/core/organizations/operations.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { rateDay } from '../support/charges.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let t: TestCore;
let home = 0;
beforeAll(async () => {
  t = await testCore();
});
afterAll(async () => await t.close());
beforeEach(async () => {
  await t.core.sql`delete from block`;
  await changeSettings(t.core, SYSTEM, { charging: 'none', creditFloor: '0', balanceWarningDays: 3 });
  home = (await createOrganization(t.core, SYSTEM, { title: 'Home' })).id;
});

const prepaid = () => changeSettings(t.core, SYSTEM, { charging: 'prepaid' });
const correct = (amountMinor: bigint, organizationId = home) =>
  correctBalance(t.core, SYSTEM, { organizationId, amountMinor, reason: 'as agreed' });
const pay = (amountMinor: bigint, organizationId = home) => payIn(t.core, BILLING, { organizationId, amountMinor });
const reasons = async (id = home) =>
  (
    await t.core
      .sql`select source, reason from block where subject_kind = 'organization' and subject_id = ${id} order by source`
  ).map(({ source, reason }) => `${source} ${reason}`.trim());

describe('the policy', () => {
  test('charges from the day on which it was switched on last', async () => {
    expect(await settings(t.core, SYSTEM)).toMatchObject({ charging: 'none', creditFloor: '0.00' });
    const on = await prepaid();
    expect(on.chargingFrom).toMatch(/^\d{4}-\d\d-\d\d$/);
    await t.core.sql`update domain set charging_from = '2026-01-02'`;
    const later = await changeSettings(t.core, SYSTEM, { charging: 'postpaid', creditFloor: '-1.5' });
    expect(later).toMatchObject({ charging: 'postpaid', chargingFrom: '2026-01-02', creditFloor: '-1.50' });
    const off = await changeSettings(t.core, SYSTEM, { charging: 'none' });
    expect(off.chargingFrom).toBe('2026-01-02');
    const again = await changeSettings(t.core, SYSTEM, { charging: 'postpaid' });
    expect(again.chargingFrom).toBe(on.chargingFrom);
  });

  test('refuses a floor that is no sum, and another currency while its own is charged', async () => {
    const refused = (change: object) => expect(changeSettings(t.core, SYSTEM, change)).rejects;
    await refused({ creditFloor: '1.001' }).toMatchObject({ fields: { creditFloor: { reason: 'sum_malformed' } } });
    await refused({ creditFloor: '99999999999999' }).toMatchObject({ fields: { creditFloor: {} } });
    await refused({ balanceWarningDays: 61 }).toMatchObject({ fields: { balanceWarningDays: {} } });
    await pay(100n);
    await prepaid();
    await refused({ currency: 'EUR' }).toMatchObject({ fields: { currency: { reason: 'currency_charged' } } });
    await changeSettings(t.core, SYSTEM, { charging: 'none', creditFloor: '-5' });
    expect(await changeSettings(t.core, SYSTEM, { currency: 'EUR' })).toMatchObject({ creditFloor: '0.00' });
    await changeSettings(t.core, SYSTEM, { currency: 'RUB' });
  });

  test('blocks who is below when it becomes prepaid, and lets all go when it is no more', async () => {
    await correct(-1n);
    const other = (await createOrganization(t.core, SYSTEM, { title: 'Even' })).id;
    await prepaid();
    expect([await reasons(), await reasons(other)]).toEqual([['billing balance'], []]);
    await changeSettings(t.core, SYSTEM, { creditFloor: '-0.01' });
    expect(await reasons()).toEqual([]);
    await changeSettings(t.core, SYSTEM, { creditFloor: '0.01' });
    expect([await reasons(), await reasons(other)]).toEqual([['billing balance'], ['billing balance']]);
    const [unclaimed] = await t.core.sql`select id from organization where is_default`;
    expect(await reasons(Number(unclaimed?.id))).toEqual([]);
    await changeSettings(t.core, SYSTEM, { charging: 'postpaid' });
    expect([await reasons(), await reasons(other)]).toEqual([[], []]);
  });
});

describe('prepaid', () => {
  test('a correction below the floor blocks, the payment that brings it back lifts, in the same write', async () => {
    await prepaid();
    await createCamera(t.core, SYSTEM, { name: `cam-${home}`, organizationId: home });
    await correct(-500n);
    expect(await reasons()).toEqual(['billing balance']);
    await pay(499n);
    expect(await reasons()).toEqual(['billing balance']);
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ blockedForBalance: true, due: { amount: 1n } });
    const entry = await pay(1n);
    expect(await reasons()).toEqual([]);
    const audits = await t.core.sql`
      select actor, changes from audit_change where object_kind = 'organization' and object_id = ${home} and action = 'change' order by id`;
    expect(audits.map(({ changes }) => changes['block.billing']).filter(Boolean)).toEqual([
      [null, 'balance'],
      ['balance', null],
    ]);
    const touched = await t.core.sql`select from change_log where kind = 'organization' and key = ${home}`;
    expect(touched.length).toBeGreaterThanOrEqual(2);
    await refundPayment(t.core, SYSTEM, { organizationId: home, paymentId: entry, amountMinor: 1n, reason: 'back' });
    expect(await reasons()).toEqual(['billing balance']);
  });

  test("a block of the billing's own is neither written over nor lifted, and ours becomes the billing's when it blocks", async () => {
    await prepaid();
    await blockOrganization(t.core, BILLING, home, { source: 'billing', reason: 'debt' });
    await correct(-500n);
    await settleBalances(t.core, 1);
    expect(await reasons()).toEqual(['billing debt']);
    await pay(500n);
    expect(await reasons()).toEqual(['billing debt']);
    await blockOrganization(t.core, BILLING, home, { source: 'billing', reason: undefined });
    await correct(-1n);
    expect(await reasons()).toEqual(['billing balance']);
    await changeOrganization(t.core, BILLING, home, { enabled: false });
    expect(await reasons()).toEqual(['billing']);
    await pay(100n);
    await settleBalances(t.core, 1);
    expect(await reasons()).toEqual(['billing']);
  });

  test('whoever is charged below the floor is blocked by the settlement after the rating, and others stay', async () => {
    await prepaid();
    const rich = (await createOrganization(t.core, SYSTEM, { title: 'Rich' })).id;
    await pay(100_000n, rich);
    await pay(100n);
    await rateDay(t.core, '2026-05-01', [
      { organizationId: home, amount: 101n },
      { organizationId: rich, amount: 101n },
    ]);
    expect(await settleBalances(t.core, 1)).toMatchObject({ blocked: 1, lifted: 0 });
    expect([await reasons(), await reasons(rich)]).toEqual([['billing balance'], []]);
    expect(await settleBalances(t.core, 1)).toEqual({ blocked: 0, lifted: 0, warned: 0 });
  });

  test('payments at the moment of a settlement: whoever has paid is not blocked, whoever has not is', async () => {
    await prepaid();
    const ids: number[] = [];
    for (let i = 0; i < 12; i++) ids.push((await createOrganization(t.core, SYSTEM, { title: `Race ${i}` })).id);
    for (let round = 0; round < 4; round++) {
      const day = `2026-06-0${round + 1}`;
      await rateDay(
        t.core,
        day,
        ids.map((organizationId) => ({ organizationId, amount: 10n })),
      );
      const paying = ids.filter((_, i) => (i + round) % 2 === 0);
      const done = await Promise.allSettled([
        settleBalances(t.core, 1),
        ...paying.map((id) => pay(100n, id)),
        settleBalances(t.core, 1),
        ...paying.map((id) => correct(-5n, id)),
        changeSettings(t.core, SYSTEM, { balanceWarningDays: round }),
      ]);
      expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
      const wrong = await t.core.sql`
        select o.id from organization o left join ledger_account a on a.organization_id = o.id and a.kind = 'balance'
        left join block b on b.subject_kind = 'organization' and b.subject_id = o.id
        where not o.is_default and (coalesce(a.balance, 0) < 0) <> (b.reason is not distinct from 'balance')`;
      expect(wrong).toEqual([]);
    }
  });
});

describe('the warning', () => {
  const mails = async () =>
    (await t.core.sql`select recipient from outbox_message where kind = 'mail'`).map(({ recipient }) => recipient);

  test('reaches the owner once some days before, and again only after the balance has risen', async () => {
    await changeSettings(t.core, SYSTEM, { mailUri: 'smtp://mail.example.net:25', mailFrom: 'a@example.net' });
    const owner = await createUser(t.core, SYSTEM, { login: 'owner', email: 'owner@example.net' }, home);
    await changeOrganization(t.core, SYSTEM, home, { ownerId: owner.id });
    await prepaid();
    await pay(1000n);
    await t.core.sql`delete from rating_sum`;
    await t.core.sql`delete from rating_run`;
    for (const day of ['2026-07-01', '2026-07-02'])
      await rateDay(t.core, day, [{ organizationId: home, amount: 100n }]);
    await settleBalances(t.core, 1);
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ low: false, daysLeft: 8 });
    expect(await mails()).toEqual([]);
    await correct(-501n);
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ low: true, daysLeft: 2, due: { amount: 0n } });
    await settleBalances(t.core, 1);
    await correct(-1n);
    expect(await mails()).toEqual(['owner@example.net']);
    await pay(1000n);
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ low: false });
    await correct(-1200n);
    expect(await mails()).toHaveLength(2);
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ low: true, lastsUntil: expect.any(String) });
  });

  test('is never given where the provider set no days, and not to a postpaid contract', async () => {
    await t.core.sql`delete from outbox_message`;
    await changeSettings(t.core, SYSTEM, { charging: 'prepaid', balanceWarningDays: 0 });
    await pay(10n);
    await rateDay(t.core, '2026-08-01', [{ organizationId: home, amount: 9n }]);
    await settleBalances(t.core, 1);
    await changeSettings(t.core, SYSTEM, { charging: 'postpaid', balanceWarningDays: 60 });
    expect(await balanceState(t.core, SYSTEM, home)).toMatchObject({ low: false, daysLeft: null, lastsUntil: null });
    expect(await mails()).toEqual([]);
  });
});
