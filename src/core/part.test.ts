import { expect, test } from 'vitest';
import { type Matching, partOf } from './part.ts';

function list(...ids: number[]): Matching & { ids_: number[] } {
  return {
    ids_: ids,
    async count() {
      return { count: this.ids_.length, last: Math.max(0, ...this.ids_) };
    },
    async ids({ after, through, limit }) {
      return this.ids_.filter((id) => id > after && id <= through).slice(0, limit);
    },
  };
}

test('parts go on where the one before ended, also when that one was not tried to its end', async () => {
  const matching = list(1, 2, 3, 4, 5);
  const first = await partOf(matching, { expected: 5, limit: 2 });
  expect([first.ids, first.next(2), first.next(1)]).toEqual([[1, 2], '2.5.3', '1.5.4']);
  const second = await partOf(matching, { after: '2.5.3', limit: 3 });
  expect([second.ids, second.next(3), second.next(2)]).toEqual([[3, 4, 5], null, '4.5.1']);
});

test('what leaves the list in between shifts nothing, what was made since is left alone', async () => {
  const matching = list(1, 2, 3, 4);
  const first = await partOf(matching, { expected: 4, limit: 2 });
  matching.ids_ = [3, 4, 9];
  const second = await partOf(matching, { after: first.next(2) ?? '', limit: 10 });
  expect([second.ids, second.next(2)]).toEqual([[3, 4], null]);
});

test('never more than were confirmed, neither at the beginning nor later', async () => {
  const matching = list(1, 2, 8);
  await expect(partOf(matching, { expected: 2, limit: 10 })).rejects.toMatchObject({ kind: 'conflict' });
  const first = await partOf(matching, { expected: 3, limit: 1 });
  matching.ids_ = [2, 3, 4, 5, 8];
  const second = await partOf(matching, { after: first.next(1) ?? '', limit: 10 });
  expect([second.ids, second.next(2)]).toEqual([[2, 3], null]);
});

test('nothing that matches is the end; a cursor that is none is refused', async () => {
  const none = await partOf(list(), { expected: 0, limit: 10 });
  expect([none.ids, none.next(0)]).toEqual([[], null]);
  for (const after of ['', '1', '1.2', '1.2.3.4', '-1.2.3', '1.2.x', '9999999999.1.1'])
    await expect(partOf(list(1), { after, limit: 10 }), after).rejects.toMatchObject({ kind: 'invalid' });
  await expect(partOf(list(1), { limit: 10 })).rejects.toMatchObject({ kind: 'invalid' });
});
