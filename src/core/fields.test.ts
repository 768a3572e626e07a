import { expect, test } from 'vitest';
import { reasonOf } from '../../test/support/facts.ts';
import {
  additions,
  checkInteger,
  checkNumber,
  checkText,
  checkUuid,
  differences,
  pick,
  present,
  trimmed,
} from './fields.ts';
import { afterEvent, afterId, afterRows, likeText, toPage, toRankedPage } from './page.ts';

test('of an input the named fields that are present go on, null among them', () => {
  const from = { title: '', note: null, extra: 1, missing: undefined };
  expect(pick(from, ['title', 'note', 'missing'])).toEqual({ title: '', note: null });
});

test('absent fields are not written as nothing', () => {
  expect(present({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
});

test('the audit has both values of what was sent, and of a new object what is not empty', () => {
  expect(differences({ title: 'a', note: undefined as string | undefined }, { title: 'b', note: 'n' })).toEqual({
    title: ['a', 'b'],
    note: [null, 'n'],
  });
  expect(additions({ title: 'a', note: '', owner: null, limit: 0, enabled: false, none: undefined })).toEqual({
    title: [null, 'a'],
    limit: [null, 0],
    enabled: [null, false],
  });
});

test('spaces around a text go, and an object without any is given back as it is', () => {
  const fields = { address: ' 10.0.0.5\n', title: ' kept ' };
  expect(trimmed(fields, ['address'])).toEqual({ address: '10.0.0.5', title: ' kept ' });
  const clean = { address: '10.0.0.5' };
  expect(trimmed(clean, ['address'])).toBe(clean);
});

test('a text is as long as it may be, holds no NUL and no half character, and is not all spaces where it has to be there', () => {
  const refused = (text: string | null | undefined, least = 0) => reasonOf(() => checkText('title', text, 5, least));
  expect([refused('abcde'), refused(null, 1), refused(undefined, 1), refused('', 0)]).toEqual(Array(4).fill(undefined));
  expect(refused('abcdef')).toBe('title: text_too_long');
  expect(refused('a\u0000')).toBe('title: text_has_nul');
  expect(refused('\udc00')).toBe('title: text_half_character');
  expect(refused('😀')).toBeUndefined();
  expect([refused('', 1), refused('  ', 1)]).toEqual(['title: text_empty', 'title: text_empty']);
});

test('a number is within its limits, whole where it has to be, and one that a database integer holds', () => {
  const integer = (value: number | null) => reasonOf(() => checkInteger('limit', value));
  expect([integer(0), integer(2_147_483_647), integer(null)]).toEqual(Array(3).fill(undefined));
  expect([integer(-1), integer(2_147_483_648)]).toEqual(Array(2).fill('limit: number_out_of_range'));
  expect([integer(1.5), integer(Number.NaN), integer(Infinity)]).toEqual(Array(3).fill('limit: number_not_whole'));
  const number = (value: number) => reasonOf(() => checkNumber('days', value, 0, 10));
  expect([number(0.5), number(10), number(10.1), number(Number.NaN)]).toEqual([
    undefined,
    undefined,
    'days: number_out_of_range',
    'days: number_out_of_range',
  ]);
});

test('a uuid is one in either case', () => {
  for (const uuid of [undefined, '8ee703fe-5e92-4f6e-a6bb-e194a8825be4', '8EE703FE-5E92-4F6E-A6BB-E194A8825BE4'])
    expect(reasonOf(() => checkUuid(uuid))).toBeUndefined();
  for (const uuid of ['', '8ee703fe5e924f6ea6bbe194a8825be4', '8ee703fe-5e92-4f6e-a6bb-e194a8825be4\n'])
    expect(reasonOf(() => checkUuid(uuid))).toBe('uuid: uuid_malformed');
});

test('a page says where the next one begins only where there is one', () => {
  const rows = [{ id: 1 }, { id: 2 }, { id: 3 }];
  expect(toPage(rows, 2, ({ id }) => id)).toEqual({ items: [{ id: 1 }, { id: 2 }], next: '2' });
  expect(toPage(rows, 3, ({ id }) => id)).toEqual({ items: rows, next: null });
  expect(toPage([], 2, () => 0)).toEqual({ items: [], next: null });
  expect(toRankedPage(rows, 2, 40)).toEqual({ items: [{ id: 1 }, { id: 2 }], next: '42' });
  expect(toRankedPage(rows, 3, 40).next).toBeNull();
});

test('a place in a list that is none begins at the beginning', () => {
  expect([afterId('7'), afterId('2147483647')]).toEqual([7, 2_147_483_647]);
  for (const after of [undefined, '', 'x', '-1', '1.5', '2147483648', '1e99']) expect(afterId(after)).toBe(0);
  expect(afterEvent('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  for (const after of [undefined, '', '0', '-1', 'x', '9007199254740992']) expect(afterEvent(after)).toBeUndefined();
  expect([afterRows({ after: '40', offset: 2 }), afterRows({}), afterRows({ offset: 5 })]).toEqual([42, 0, 5]);
});

test('what is looked for means itself, in any case', () => {
  expect(likeText('100%_A\\b')).toBe('100\\%\\_a\\\\b');
});
