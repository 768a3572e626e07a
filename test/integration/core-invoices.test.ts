import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../src/core/domains/settings.ts';
import type { MoneyDocument, TaxRate } from '../../src/core/invoices/document.ts';
import { issueInvoice, issueInvoices } from '../../src/core/invoices/issuing.ts';
import { documentOf, invoiceById, invoicePage } from '../../src/core/invoices/operations.ts';
import { previewInvoice } from '../../src/core/invoices/preview.ts';
import { voidInvoice } from '../../src/core/invoices/voiding.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { changePlan, createPlan } from '../../src/core/plans/operations.ts';
import { createPreset } from '../../src/core/presets/operations.ts';
import { closeMonth } from '../../src/core/rating/months.ts';
import { setOrganizationRequisites, setRequisites } from '../../src/core/requisites/operations.ts';
import { NO_PARTY } from '../../src/core/requisites/requisites.ts';
import { removeTaxRate, setTaxRate } from '../../src/core/taxes/operations.ts';
import { addDays } from '../../src/core/time.ts';
import { together } from '../../src/core/together.ts';
import { rateDay } from '../support/charges.ts';
import { SYSTEM, type TestCore, testCore } from '../support/core.ts';
import { GERMAN_SELLER, RUSSIAN_SELLER } from '../support/requisites.ts';

let t: TestCore;
let preset = 0;
let year = 2000;
beforeAll(async () => {
  const made = await testCore();
  t = { ...made, core: { ...made.core, clock: () => new Date(`${year + 1}-06-15T10:00:00Z`) } };
  preset = (await createPreset(t.core, SYSTEM, { title: 'day', archiveDays: 1 })).id;
});
afterAll(async () => await t.close());
// Each test has a year of its own: months are closed for good.
beforeEach(async () => {
  year++;
  await t.core.sql`update domain set currency = 'RUB'`;
  await t.core.sql`delete from tax_rate`;
  await setRequisites(t.core, SYSTEM, RUSSIAN_SELLER);
});

const organization = async (title: string) => (await createOrganization(t.core, SYSTEM, { title })).id;
const plan = async (name: string) => (await createPlan(t.core, SYSTEM, { name, presetId: preset })).id;
const month = () => `${year}-05`;
const close = () => closeMonth(t.core, SYSTEM, month());
const charge = (organizationId: number, day: number, amount: bigint, more: object = {}) =>
  rateDay(t.core, `${month()}-${String(day).padStart(2, '0')}`, [{ organizationId, amount, ...more }]);
const issue = async (id: number) => {
  const [invoice] = await issueInvoice(t.core, SYSTEM, id, month());
  return await invoiceById(t.core, SYSTEM, invoice ?? 0);
};
const rate = (fromDate: string, percent: number | null, planId: number | null = null) =>
  setTaxRate(t.core, SYSTEM, { planId, fromDate }, percent === null ? null : percent * 100);
const shown = ({ lines }: MoneyDocument) =>
  lines.map(({ title, from, to, cameraDays, amount, taxRate, tax }) => [
    `${title} ${from.slice(8)}-${to.slice(8)}`,
    cameraDays,
    amount,
    taxRate,
    tax,
  ]);

/** Numbers that are the same in each run. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('what an invoice says', () => {
  test('the days of each plan, the tax within them by line, both sides as they are, and frozen', async () => {
    const id = await organization('Ромашка');
    const [day, week] = [await plan('День'), await plan('Неделя')];
    await rate('1990-01-01', 22);
    for (const n of [1, 2, 3]) await charge(id, n, 322n, { planId: day, cameras: 2 });
    await charge(id, 3, 1000n, { planId: week });
    await setOrganizationRequisites(t.core, SYSTEM, id, {
      ...NO_PARTY,
      taxId: '7736207543',
      address: 'Льва Толстого, 16',
    });
    await setRequisites(t.core, SYSTEM, { ...RUSSIAN_SELLER, numberPrefix: 'VS-', daysToPay: 10, makesActs: true });
    await close();
    const invoice = await issue(id);
    expect(invoice).toMatchObject({
      number: `VS-${year + 1}-000001`,
      month: month(),
      issuedOn: `${year + 1}-06-15`,
      dueOn: `${year + 1}-06-25`,
      total: { amount: 2932n, currency: 'RUB' },
      tax: 528n,
      status: 'open',
      buyer: 'Ромашка',
    });
    const { document } = invoice;
    expect(shown(document)).toEqual([
      ['День 01-03', 6, 1932n, 2200, 348n],
      ['Неделя 03-03', 1, 1000n, 2200, 180n],
    ]);
    expect(document.taxes).toEqual([{ rate: 2200, amount: 2932n, tax: 528n }]);
    expect(document).toMatchObject({
      kind: 'invoice',
      from: `${month()}-01`,
      to: `${month()}-31`,
      language: 'ru',
      due: 2932n,
      seller: { name: 'ООО «Провайдер»', bank: { bic: '044525225' }, signatory: null },
      buyer: { name: 'Ромашка', taxId: '7736207543', contractNumber: '' },
    });
    const act = await documentOf(t.core, SYSTEM, invoice.id, 'act');
    expect(act).toEqual({
      ...document,
      kind: 'act',
      issuedOn: `${month()}-31`,
      dueOn: null,
      due: null,
      ofInvoice: document.number,
    });
    await changePlan(t.core, SYSTEM, day, { name: 'Other' });
    await setRequisites(t.core, SYSTEM, GERMAN_SELLER);
    await rate(`${month()}-01`, 5);
    expect((await invoiceById(t.core, SYSTEM, invoice.id)).document).toEqual(document);
    const change = t.core.sql`update invoice set document = '{}' where id = ${invoice.id}`;
    await expect(change).rejects.toThrow('not changed');
    await expect(t.core.sql`delete from invoice`).rejects.toThrow('not changed');
  });

  test("a line is split where its rate changes, and a plan's own rates go before the domain's", async () => {
    const id = await organization('Split');
    const [a, b] = [await plan('A'), await plan('B')];
    await rate('1990-01-01', 20);
    await rate(`${month()}-03`, 22);
    await rate('1990-01-01', null, b);
    await rate(`${month()}-04`, 10, b);
    await rate(`${month()}-05`, 99);
    await removeTaxRate(t.core, SYSTEM, { planId: null, fromDate: `${month()}-05` });
    for (const n of [1, 2, 3, 4, 5]) {
      await charge(id, n, 100n, { planId: a });
      await charge(id, n, 100n, { planId: b });
    }
    await close();
    const { document } = await issue(id);
    expect(shown(document)).toEqual([
      ['A 01-02', 2, 200n, 2000, 33n],
      ['A 03-05', 3, 300n, 2200, 54n],
      ['B 01-03', 3, 300n, null, 0n],
      ['B 04-05', 2, 200n, 1000, 18n],
    ]);
    expect(document.taxes.map((sum) => [sum.rate, sum.amount, sum.tax])).toEqual([
      [2200, 300n, 54n],
      [2000, 200n, 33n],
      [1000, 200n, 18n],
      [null, 300n, 0n],
    ]);
  });

  test.each([
    ['RUB', 'line'],
    ['EUR', 'total'],
  ])('in %s the tax is rounded by %s, and the total is the sum of what was charged', async (currency, rounding) => {
    await t.core.sql`update domain set currency = ${currency}`;
    await setRequisites(t.core, SYSTEM, currency === 'RUB' ? RUSSIAN_SELLER : GERMAN_SELLER);
    const random = randomFrom(year);
    const plans = [await plan('one'), await plan('two'), await plan('three'), await plan('four')];
    const percents = [22, 20, 10, 7, 0, null];
    for (const planId of [null, ...plans.slice(1)])
      for (let i = 0; i < 3; i++)
        await rate(addDays(`${month()}-01`, random(40) - 8), percents[random(6)] ?? null, planId);
    const ids: number[] = [];
    for (let i = 0; i < 5; i++) ids.push(await organization(`Random ${i}`));
    for (let n = 0; n < 31; n += 1 + random(4)) {
      const charges = ids.flatMap((organizationId) =>
        plans
          .filter(() => random(3) > 0)
          .map((planId) => ({
            organizationId,
            planId,
            currency,
            amount: BigInt(1 + random(997)),
            cameras: 1 + random(9),
          })),
      );
      await rateDay(t.core, addDays(`${month()}-01`, n), charges);
    }
    await close();
    const result = await issueInvoices(t.core, SYSTEM, month(), { limit: 100 });
    expect(result).toEqual({ issued: 5, existing: 0, failed: [], remaining: 0, next: null });
    const { items } = await invoicePage(t.core, SYSTEM, { month: month() }, { limit: 100 });
    expect(items).toHaveLength(5);
    for (const { id, organizationId, total, tax } of items) {
      const [charged] = await t.core.sql<{ amount: string }[]>`
        select (-sum(p.amount))::text as amount from ledger_entry e join ledger_posting p on p.entry_id = e.id
        join ledger_account a on a.id = p.account_id and a.kind = 'balance' and a.organization_id = ${organizationId}
        where e.kind = 'charge' and to_char(e.day, 'YYYY-MM') = ${month()}`;
      const { document } = await invoiceById(t.core, SYSTEM, id);
      expect(total).toEqual({ amount: BigInt(charged?.amount ?? 0), currency });
      expect(document.lines.reduce((sum, line) => sum + line.amount, 0n)).toBe(total.amount);
      expect(document.taxes.reduce((sum, one) => sum + one.amount, 0n)).toBe(total.amount);
      expect(tax).toBe(document.taxes.reduce((sum, one) => sum + one.tax, 0n));
      for (const { rate: of, amount, tax: sum } of document.taxes) {
        const lines = document.lines.filter((line) => line.taxRate === of);
        if (rounding === 'total')
          expect([sum, ...lines.map((line) => line.tax)]).toEqual([taxOf(amount, of), ...lines.map(() => null)]);
        else expect(sum).toBe(lines.reduce((all, line) => all + taxOf(line.amount, of), 0n));
      }
    }
  });
});

/** Half up by the definition, in its own way. */
function taxOf(amount: bigint, of: TaxRate): bigint {
  if (of === null) return 0n;
  const whole = 10_000n + BigInt(of);
  const [least, rest] = [(amount * BigInt(of)) / whole, (amount * BigInt(of)) % whole];
  return rest * 2n >= whole ? least + 1n : least;
}

describe('who is invoiced', () => {
  test('only a closed month, once, with requisites, and not for nothing', async () => {
    const id = await organization('Careful');
    const refused = (reason: string, params: object = {}) => ({ reason, params });
    await expect(issueInvoice(t.core, SYSTEM, id, month())).rejects.toMatchObject(
      refused('month_not_closed', { month: month() }),
    );
    await expect(issueInvoice(t.core, SYSTEM, id, `${year + 1}-06`)).rejects.toMatchObject(refused('month_not_closed'));
    await expect(issueInvoice(t.core, SYSTEM, id, '2026-13')).rejects.toMatchObject({ fields: { month: {} } });
    await close();
    await setRequisites(t.core, SYSTEM, { name: 'Half' });
    await expect(issueInvoices(t.core, SYSTEM, month(), { limit: 10 })).rejects.toMatchObject(
      refused('requisites_missing', { fields: ['taxId', 'address', 'bank'] }),
    );
    await setRequisites(t.core, SYSTEM, RUSSIAN_SELLER);
    await expect(issueInvoice(t.core, SYSTEM, id, month())).rejects.toMatchObject(refused('invoice_of_nothing'));
    await expect(issueInvoice(t.core, SYSTEM, 999_999, month())).rejects.toMatchObject(
      refused('organization_not_found'),
    );
    await charge(id, 2, 500n);
    const { number } = await issue(id);
    await expect(issueInvoice(t.core, SYSTEM, id, month())).rejects.toMatchObject(
      refused('invoice_exists', { number }),
    );
  });

  test('one invoice for each currency of the month', async () => {
    const id = await organization('Moved to euros');
    await charge(id, 1, 100n);
    await charge(id, 2, 7n, { currency: 'EUR' });
    await close();
    const ids = await issueInvoice(t.core, SYSTEM, id, month());
    const totals = await Promise.all(ids.map(async (one) => (await invoiceById(t.core, SYSTEM, one)).total));
    expect(totals).toEqual([
      { amount: 7n, currency: 'EUR' },
      { amount: 100n, currency: 'RUB' },
    ]);
  });

  test('all of a month part by part: those who are gone by the name they had, and a fault stops nobody', async () => {
    const ids: number[] = [];
    for (const title of ['a', 'gone', 'forgotten', 'd', 'e']) ids.push(await organization(title));
    for (const id of ids) await charge(id, 1, 100n);
    const [unclaimed] = await t.core.sql<{ id: number }[]>`select id from organization where is_default`;
    await charge(unclaimed?.id ?? 0, 1, 100n);
    const [, gone = 0, forgotten = 0] = ids;
    await t.core.sql`update organization set contract_number = 'D-77' where id = ${gone}`;
    for (const id of [gone, forgotten]) await deleteOrganization(t.core, SYSTEM, id, { force: true });
    await t.core.sql`delete from former_organization where organization_id = ${forgotten}`;
    await close();
    const first = await issueInvoices(t.core, SYSTEM, month(), { limit: 2 });
    expect(first).toMatchObject({ issued: 2, existing: 0, failed: [], remaining: 3, next: gone });
    const second = await issueInvoices(t.core, SYSTEM, month(), { limit: 2, after: gone });
    expect(second).toMatchObject({ issued: 1, existing: 2, remaining: 1 });
    expect(second.failed).toMatchObject([{ organizationId: forgotten, error: { reason: 'invoice_buyer_unknown' } }]);
    const third = await issueInvoices(t.core, SYSTEM, month(), { limit: 2, after: second.next ?? 0 });
    expect(third).toMatchObject({ issued: 1, failed: [], remaining: 0, next: null });
    const again = await issueInvoices(t.core, SYSTEM, month(), { limit: 10 });
    expect(again).toMatchObject({ issued: 0, existing: 4, failed: [{ organizationId: forgotten }] });
    const { items } = await invoicePage(t.core, SYSTEM, { organizationId: gone }, { limit: 10 });
    expect(items).toMatchObject([{ organizationTitle: null, buyer: 'gone' }]);
    const { document } = await invoiceById(t.core, SYSTEM, items[0]?.id ?? 0);
    expect(document.buyer.contractNumber).toBe('D-77');
  });

  test('a preview says the same without a number, also of the running month and before anything is filled in', async () => {
    const id = await organization('Curious');
    await rate('1990-01-01', 20);
    await charge(id, 1, 600n);
    await rateDay(t.core, `${year + 1}-06-02`, [{ organizationId: id, amount: 120n }]);
    const before = await t.core.sql`select * from document_counter order by 1, 2, 3`;
    const preview = await previewInvoice(t.core, SYSTEM, id, { month: month() });
    expect(preview).toMatchObject({ number: null, due: 600n, total: { amount: 600n }, taxes: [{ tax: 100n }] });
    const running = await previewInvoice(t.core, SYSTEM, id);
    expect(running).toMatchObject({ from: `${year + 1}-06-01`, total: { amount: 120n }, due: 120n });
    expect(await previewInvoice(t.core, SYSTEM, id, { currency: 'EUR' })).toMatchObject({ lines: [], due: 0n });
    expect(await t.core.sql`select * from document_counter order by 1, 2, 3`).toEqual(before);
    await close();
    const { document } = await issue(id);
    expect({ ...document, number: null }).toEqual(preview);
    await t.core.sql`delete from provider_requisites`;
    await changeSettings(t.core, SYSTEM, { title: 'The provider' });
    expect((await previewInvoice(t.core, SYSTEM, id)).seller.name).toBe('The provider');
  });
});

describe('numbers', () => {
  test('64 writers at once, some of whom fail: no hole and nothing twice', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 48; i++) ids.push(await organization(`Writer ${i}`));
    await rateDay(
      t.core,
      `${month()}-01`,
      ids.map((organizationId) => ({ organizationId, amount: 100n })),
    );
    await close();
    const failing = (id: number) =>
      together(t.core, async (core) => {
        await issueInvoice(core, SYSTEM, id, month());
        throw new Error('the server died');
      });
    const writers = [
      ...ids.map((id, i) => (i % 3 === 0 ? failing(id) : issueInvoice(t.core, SYSTEM, id, month()))),
      // The same ones once more.
      ...ids.slice(0, 16).map((id, i) => (i % 2 === 0 ? failing(id) : issueInvoice(t.core, SYSTEM, id, month()))),
    ];
    expect(writers).toHaveLength(64);
    const outcomes = await Promise.allSettled(writers);
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of reasons)
      expect(String(reason.reason ?? reason.message)).toMatch(/^(invoice_exists|the server died)$/);
    await issueInvoices(t.core, SYSTEM, month(), { limit: 100 });
    const rows = await t.core.sql<{ number: string; organizationId: number }[]>`
      select number, organization_id from invoice where month = ${`${month()}-01`}::text::date order by number`;
    expect(rows.map(({ number }) => number)).toEqual(
      ids.map((_, i) => `${year + 1}-${String(i + 1).padStart(6, '0')}`),
    );
    expect(new Set(rows.map(({ organizationId }) => organizationId)).size).toBe(48);
  });

  test('a month that several make at once is made once, and nothing of it is called a failure', async () => {
    const ids: number[] = [];
    for (let i = 0; i < 12; i++) ids.push(await organization(`Together ${i}`));
    await rateDay(
      t.core,
      `${month()}-01`,
      ids.map((organizationId) => ({ organizationId, amount: 100n })),
    );
    await close();
    const results = await Promise.all([1, 2, 3, 4].map(() => issueInvoices(t.core, SYSTEM, month(), { limit: 100 })));
    expect(results.flatMap(({ failed }) => failed)).toEqual([]);
    expect(results.reduce((sum, { issued }) => sum + issued, 0)).toBe(12);
  });

  test('who waits for a balance keeps nobody from a number', async () => {
    const [two, other] = [await organization('Two currencies'), await organization('Other')];
    await charge(two, 1, 100n);
    await charge(two, 2, 7n, { currency: 'EUR' });
    await charge(other, 3, 100n);
    await close();
    let waiting: Promise<readonly number[]> | undefined;
    await t.core.sql.begin(async (tx) => {
      await tx`select from ledger_account where organization_id = ${two} and currency = 'RUB' for no key update`;
      waiting = issueInvoice(t.core, SYSTEM, two, month());
      await expect
        .poll(
          async () =>
            await t.core.sql`
              select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        .toHaveLength(1);
      expect((await issue(other)).number).toBe(`${year + 1}-000001`);
    });
    expect(await waiting).toHaveLength(2);
  });

  test('a void invoice has a credit note with a number of its own, moves no money, and the month can be invoiced again', async () => {
    const id = await organization('Void');
    await charge(id, 1, 700n);
    await close();
    const first = await issue(id);
    const before = await t.core.sql`select count(*)::int as count from ledger_entry`;
    await voidInvoice(t.core, SYSTEM, first.id, 'wrong buyer');
    expect(await t.core.sql`select count(*)::int as count from ledger_entry`).toEqual(before);
    const credit = `CN${year + 1}-000001`;
    expect(await invoiceById(t.core, SYSTEM, first.id)).toMatchObject({
      status: 'void',
      creditNote: { number: credit, issuedOn: `${year + 1}-06-15`, reason: 'wrong buyer' },
    });
    const note = await documentOf(t.core, SYSTEM, first.id, 'credit_note');
    expect(note).toMatchObject({ kind: 'credit_note', number: credit, ofInvoice: first.number, total: first.total });
    expect(note).not.toHaveProperty('voidedBy');
    expect(await documentOf(t.core, SYSTEM, first.id, 'invoice')).toEqual({ ...first.document, voidedBy: credit });
    await expect(documentOf(t.core, SYSTEM, first.id, 'act')).rejects.toMatchObject({ reason: 'invoice_no_act' });
    const twice = voidInvoice(t.core, SYSTEM, first.id, 'again');
    await expect(twice).rejects.toMatchObject({ reason: 'invoice_void_already' });
    const second = await issue(id);
    expect(second.number).toBe(`${year + 1}-000002`);
    await expect(documentOf(t.core, SYSTEM, second.id, 'credit_note')).rejects.toMatchObject({
      reason: 'invoice_no_credit_note',
    });
    const found = async (search: string) =>
      (await invoicePage(t.core, SYSTEM, { search }, { limit: 10 })).items.map((invoice) => invoice.id);
    expect(await found(`${year + 1}-000002`)).toEqual([second.id]);
    expect(await found(credit.toLowerCase())).toEqual([first.id]);
  });

  test('several who make one invoice void leave one credit note', async () => {
    const id = await organization('Void at once');
    await charge(id, 1, 700n);
    await close();
    const invoice = await issue(id);
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => voidInvoice(t.core, SYSTEM, invoice.id, 'at once')),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [counter] = await t.core.sql`
      select last from document_counter where kind = 'credit_note' and year = ${year + 1}`;
    expect(counter).toEqual({ last: 1 });
  });
});
