import { expect, test } from 'vitest';
import { aBlock } from '../../../test/support/facts.ts';
import { type Stop, withOwner } from './stops.ts';

const stop = (fields: Partial<Stop>): Stop => ({
  ...aBlock('billing'),
  on: 'user',
  subjectId: 3,
  subject: 'u',
  shutsOut: true,
  ...fields,
});
const ofContract = (shutsOut: boolean) => stop({ on: 'organization', subjectId: 2, subject: 'House', shutsOut });

test("a sub-user is stopped by its own blocks first, then by its owner's as the owner's", () => {
  const own = stop({ source: 'owner' });
  const above = stop({ subjectId: 8, subject: 'owner' });
  expect(withOwner([own], [above])).toEqual([own, { ...above, on: 'owner' }]);
});

test('what stands on a contract of both is told once, at its strictest', () => {
  expect(withOwner([ofContract(true)], [ofContract(true)])).toEqual([ofContract(true)]);
  expect(withOwner([ofContract(false)], [ofContract(true)])).toEqual([ofContract(true)]);
  expect(withOwner([ofContract(true)], [ofContract(false)])).toEqual([ofContract(true)]);
});

test('two sources on one contract, and one source on two, are told apart', () => {
  const other = { ...ofContract(true), source: 'administrator' as const };
  const elsewhere = { ...ofContract(true), subjectId: 20 };
  expect(withOwner([ofContract(true)], [other, elsewhere])).toEqual([ofContract(true), other, elsewhere]);
});
