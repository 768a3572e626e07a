import { invalid } from '../errors.ts';
import { formatMoney } from '../ledger/money.ts';
import { identityOf } from './identity.ts';
import type { AccountCheck, ReadStatement, StatementRow } from './statement.ts';
import { sumOf } from './sums.ts';

const FIRST_LINE = /^\uFEFF?\s*1CClientBankExchange\s*$/;

export const isExchangeFormat = (text: string): boolean =>
  FIRST_LINE.test(text.slice(0, 200).split(/\r\n|\n|\r/)[0] ?? '');

type Fields = Map<string, string>;

/** More than 20 MB of real ones hold: what is beyond is no statement, and would only cost memory. */
const MOST_DOCUMENTS = 200_000;
const MOST_ACCOUNTS = 10_000;

/**
 * A statement in the format `1CClientBankExchange` (versions 1.01 to 1.03): lines `key=value`, whose values may hold `=`.
 * What came in has one of the file's own accounts as payee and a date on which it came. A document that the file breaks off
 * in is left out. Kinds of documents are free text, and say nothing.
 */
export function readExchangeFormat(text: string): ReadStatement {
  const { ownAccounts, accounts, documents, complete } = sectionsOf(text);
  const incoming = documents.filter((document) => cameIn(document, ownAccounts));
  const foreign = incoming.filter((document) => !ownAccounts.has(payerAccountOf(document)));
  return {
    format: '1c',
    accounts: checksOf(accounts, incoming.map(toRow)),
    others: documents.length - foreign.length,
    complete,
    numbered: true,
    rows: foreign.map(toRow),
    columns: null,
    headers: [],
  };
}

/** What ends a section that begins so. */
const ENDS = new Map([
  ['СекцияРасчСчет', 'КонецРасчСчет'],
  ['СекцияДокумент', 'КонецДокумента'],
]);

/** The file taken apart: its head, and its sections by kind. */
class Sections {
  readonly ownAccounts = new Set<string>();
  readonly accounts: Fields[] = [];
  readonly documents: Fields[] = [];
  complete = false;
  #open: { readonly fields: Fields; readonly end: string } | undefined;

  take(line: string): void {
    const at = line.indexOf('=');
    const key = (at < 0 ? line : line.slice(0, at)).trim();
    const end = ENDS.get(key);
    if (end !== undefined) this.#open = { fields: new Map(), end };
    else if (key === 'КонецФайла') this.complete = this.#open === undefined;
    else if (key === this.#open?.end) this.#close(this.#open.fields, key);
    else if (at >= 0) this.#field(key, line.slice(at + 1).trim());
  }

  #close(fields: Fields, end: string): void {
    const isDocument = end === 'КонецДокумента';
    const limit = isDocument ? MOST_DOCUMENTS : MOST_ACCOUNTS;
    if ((isDocument ? this.documents : this.accounts).push(fields) > limit)
      throw invalid('file', 'statement_sections_too_many', { limit });
    this.#open = undefined;
  }

  #field(key: string, value: string): void {
    if (key === 'РасчСчет' && value !== '' && this.#open?.end !== 'КонецДокумента') this.ownAccounts.add(value);
    const fields = this.#open?.fields;
    if (fields && !fields.has(key)) fields.set(key, value);
  }
}

function sectionsOf(text: string): Sections {
  const found = new Sections();
  for (const [line] of text.matchAll(/[^\r\n]+/g)) found.take(line);
  return found;
}

const cameIn = (document: Fields, own: ReadonlySet<string>): boolean =>
  own.has(text(document, 'ПолучательСчет', 'ПолучательРасчСчет')) && text(document, 'ДатаПоступило') !== '';

const payerAccountOf = (document: Fields): string => text(document, 'ПлательщикСчет', 'ПлательщикРасчСчет');

/** The first of these that is not empty. */
function text(document: Fields, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = document.get(key);
    if (value) return value;
  }
  return '';
}

const PURPOSES = ['1', '2', '3', '4', '5', '6'].map((line) => `НазначениеПлатежа${line}`);

function toRow(document: Fields): StatementRow {
  const payer = text(document, 'Плательщик', 'Плательщик1');
  const [, inName = ''] = /^ИНН\s*(\d{10}|\d{12})\b/i.exec(payer) ?? [];
  const lines = PURPOSES.map((key) => text(document, key)).filter((line) => line !== '');
  return {
    account: text(document, 'ПолучательСчет', 'ПолучательРасчСчет'),
    number: text(document, 'Номер'),
    date: text(document, 'ДатаПоступило'),
    sum: text(document, 'Сумма'),
    payer,
    payerTaxId: text(document, 'ПлательщикИНН') || inName,
    payerAccount: payerAccountOf(document),
    purpose: text(document, 'НазначениеПлатежа') || lines.join(' '),
  };
}

/** Only for sums that are compared with each other. */
const CURRENCY = 'RUB';
const minor = (section: Fields, key: string): bigint | undefined => sumOf(section.get(key) ?? '', CURRENCY);
const shown = (amount: bigint | undefined): string | null =>
  amount === undefined ? null : formatMoney({ amount, currency: CURRENCY });

/** Of each section; the payments of an account are compared with all sections of it, a repeated document counts once. */
function checksOf(sections: readonly Fields[], incoming: readonly StatementRow[]): readonly AccountCheck[] {
  const distinct = new Map(incoming.map((row) => [identityOf(row), row])).values();
  const came = new Map<string, bigint>();
  for (const { account, sum } of distinct) came.set(account, (came.get(account) ?? 0n) + (sumOf(sum, CURRENCY) ?? 0n));
  const said = new Map<string, bigint | undefined>();
  for (const section of sections) {
    const account = section.get('РасчСчет') ?? '';
    const before = said.has(account) ? said.get(account) : 0n;
    const one = minor(section, 'ВсегоПоступило');
    said.set(account, before === undefined || one === undefined ? undefined : before + one);
  }
  return sections.map((section) => {
    const account = section.get('РасчСчет') ?? '';
    const opening = minor(section, 'НачальныйОстаток');
    const credit = minor(section, 'ВсегоПоступило');
    const debit = minor(section, 'ВсегоСписано');
    const closing = minor(section, 'КонечныйОстаток');
    const whole = [opening, credit, debit, closing].every((sum) => sum !== undefined);
    const total = said.get(account);
    return {
      account,
      opening: shown(opening),
      incoming: shown(credit),
      outgoing: shown(debit),
      closing: shown(closing),
      addsUp: whole ? (opening ?? 0n) + (credit ?? 0n) - (debit ?? 0n) === closing : null,
      paymentsAddUp: total === undefined ? null : total === (came.get(account) ?? 0n),
    };
  });
}
