import { expect, test } from 'vitest';
import { reasonOf } from '../../../test/support/facts.ts';
import { checkedFields, checkLimit } from './checks.ts';
import type { Organization, OrganizationChange } from './organization.ts';

const limited = (cameraLimit: number | null, userLimit: number | null) =>
  ({ id: 2, cameraLimit, userLimit }) as Organization;
const refused = (fields: OrganizationChange) => reasonOf(() => checkedFields(fields));

test('what is written is what was sent, and nothing besides', () => {
  expect(checkedFields({})).toEqual({});
  expect(checkedFields({ title: 'House', note: '', cameraLimit: 0, enabled: false } as OrganizationChange)).toEqual({
    title: 'House',
    note: '',
    cameraLimit: 0,
  });
});

test('a flat says its number for panels, and a number its flat; both as they were sent where both were', () => {
  expect(checkedFields({ flat: 'кв. 11 а' })).toEqual({ flat: '11а', apartment: 11 });
  expect(checkedFields({ apartment: 11 })).toEqual({ flat: '11', apartment: 11 });
  expect(checkedFields({ flat: '11а', apartment: 211 })).toEqual({ flat: '11а', apartment: 211 });
  expect(checkedFields({ flat: null })).toEqual({ flat: null, apartment: null });
  expect(checkedFields({ apartment: null })).toEqual({ flat: null, apartment: null });
  expect(checkedFields({ flat: '' })).toEqual({ flat: null, apartment: null });
  expect(refused({ flat: 'first door' })).toBe('flat: flat_malformed');
});

test('what no organization has is refused by its field', () => {
  const cases: [OrganizationChange, string][] = [
    [{ title: ' ' }, 'title: text_empty'],
    [{ contractNumber: '' }, 'contractNumber: text_empty'],
    [{ note: 'a'.repeat(4001) }, 'note: text_too_long'],
    [{ note: 'a\u0000' }, 'note: text_has_nul'],
    [{ note: '\ud800' }, 'note: text_half_character'],
    [{ cameraLimit: -1 }, 'cameraLimit: number_out_of_range'],
    [{ userLimit: 1.5 }, 'userLimit: number_not_whole'],
    [{ archiveSeconds: 2 ** 31 }, 'archiveSeconds: number_out_of_range'],
    [{ defaultPlanId: 0 }, 'defaultPlanId: number_out_of_range'],
    [{ signInLock: { locked: true, reason: 'a'.repeat(501) } }, 'reason: text_too_long'],
  ];
  for (const [fields, reason] of cases) expect(refused(fields)).toBe(reason);
  expect(refused({ contractNumber: null, cameraLimit: null, defaultPlanId: null })).toBeUndefined();
});

test('a limit is reached by the last that it lets in; none is no limit, and 0 lets nobody in', () => {
  const asked = (limit: number | null, count: number, adding: number) =>
    reasonOf(() => checkLimit('camera', limited(limit, null), count, adding));
  expect(asked(10, 9, 1)).toBeUndefined();
  expect(asked(10, 10, 1)).toBe('camera_limit');
  expect(asked(10, 8, 3)).toBe('camera_limit');
  expect(asked(10, 12, 0)).toBe('camera_limit');
  expect(asked(null, 1_000_000, 1)).toBeUndefined();
  expect(asked(0, 0, 1)).toBe('camera_limit');
  expect(reasonOf(() => checkLimit('user', limited(0, 1), 1, 1))).toBe('user_limit');
  expect(reasonOf(() => checkLimit('user', limited(0, 2), 1, 1))).toBeUndefined();
});
