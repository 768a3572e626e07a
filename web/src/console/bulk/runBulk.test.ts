import { expect, test } from 'vitest';
import { Problem } from '../../api/problem.ts';
import { type BulkState, runBulk } from './runBulk.ts';

const items = Array.from({ length: 120 }, (_, i) => ({ id: i + 1, title: `Camera ${i + 1}` }));

test('rows that are refused are told by name and stay; the others are through, part by part', async () => {
  const tried: number[] = [];
  const { state, left } = await runBulk(
    {
      title: '',
      items,
      send: async (ids) => ({
        items: ids.map((id) => (id % 60 === 0 ? { id, error: { code: 'forbidden', message: 'No' } } : { id })),
      }),
    },
    (now) => tried.push(now.tried),
  );
  expect(tried).toEqual([0, 50, 100, 120, 120]);
  expect(state.failures.map(({ item, problem }) => [item.title, problem.message])).toEqual([
    ['Camera 60', 'No'],
    ['Camera 120', 'No'],
  ]);
  expect(left.map(({ id }) => id)).toEqual([60, 120]);
});

test('a server that does not answer stops the rest, which is not taken for done', async () => {
  const { state, left } = await runBulk(
    {
      title: '',
      items,
      send: async (ids) => {
        if (ids.includes(51)) throw new Problem('offline', '');
        return { items: ids.map((id) => ({ id })) };
      },
    },
    () => undefined,
  );
  expect([state.tried, state.failures, left[0]?.id, left.length]).toEqual([50, [], 51, 70]);
});

test('stopped, it ends with the part that is under way', async () => {
  let state: BulkState | undefined;
  const { left } = await runBulk(
    { title: '', items, send: async (ids) => ({ items: ids.map((id) => ({ id })) }) },
    (now) => {
      state = now;
    },
    () => (state?.tried ?? 0) > 0,
  );
  expect([state?.running, state?.tried, left.length]).toEqual([false, 50, 70]);
});
