import { expect, test } from 'vitest';
import { Problem } from '../../api/problems/problem.ts';
import { type BulkJob, type BulkState, runBulk } from './runBulk.ts';

const ids = Array.from({ length: 120 }, (_, i) => i + 1);
const done = async (part: number[]) => ({ items: part.map((id) => ({ id })) });
const job = (send: BulkJob['send'], action = 'block'): BulkJob => ({
  title: '',
  ids,
  send,
  titleOf: (id) => `ID ${id}`,
  action,
});

/** A clock that each look moves on. */
function clock(stepMs: number): () => number {
  let at = 0;
  return () => {
    at += stepMs;
    return at;
  };
}

test('rows that are refused are told by name and stay; the others are through, part by part', async () => {
  const tried: number[] = [];
  const { state, left } = await runBulk(
    job(async (part) => ({
      items: part.map((id) =>
        id % 60 === 0 ? { id, title: `Camera ${id}`, error: { code: 'forbidden', message: 'No' } } : { id },
      ),
    })),
    (now) => tried.push(now.tried),
    { now: clock(500) },
  );
  expect(tried).toEqual([0, 5, 15, 35, 75, 120, 120]);
  expect(state.failures.map(({ title, problem }) => [title, problem.message])).toEqual([
    ['Camera 60', 'No'],
    ['Camera 120', 'No'],
  ]);
  expect(left).toEqual([60, 120]);
});

test('parts become small where the server is slow, and never grow more than fourfold', async () => {
  const sizes = async (stepMs: number) => {
    const seen: number[] = [];
    const send = async (part: number[]) => {
      seen.push(part.length);
      return await done(part);
    };
    await runBulk(job(send), () => undefined, { now: clock(stepMs) });
    return seen;
  };
  expect((await sizes(60_000)).slice(0, 3)).toEqual([5, 1, 1]);
  expect(await sizes(0)).toEqual([5, 20, 80, 15]);
});

test('a server that does not answer stops the rest, which is not taken for done', async () => {
  const { state, left } = await runBulk(
    job(async (part) => {
      if (part.includes(51)) throw new Problem('offline', '');
      return await done(part);
    }),
    () => undefined,
    { now: clock(1000) },
  );
  expect([state.tried, state.failures, left[0], left.length]).toEqual([50, [], 51, 70]);
});

test('stopped, it ends with the part that is under way', async () => {
  let state: BulkState | undefined;
  const { left } = await runBulk(
    job(done),
    (now) => {
      state = now;
    },
    { isStopped: () => (state?.tried ?? 0) > 0, now: clock(1000) },
  );
  expect([state?.running, state?.tried, left.length]).toEqual([false, 5, 115]);
});

test('what is gone already is deleted; of another change it is told', async () => {
  const gone = async (part: number[]) => ({
    items: part.map((id) => ({ id, error: { code: 'not_found', message: 'Camera not found' } })),
  });
  expect((await runBulk(job(gone, 'delete'), () => undefined)).left).toEqual([]);
  const { state } = await runBulk(job(gone), () => undefined);
  expect(state.failures[0]).toMatchObject({ id: 1, title: 'ID 1' });
});

test('what other blocks keep off is done and told', async () => {
  const stillBlocked = [{ on: 'camera', source: 'billing', reason: 'Debt', since: '' }] as const;
  const { state, left } = await runBulk(
    job(async (part) => ({ items: part.map((id) => (id === 3 ? { id, stillBlocked: [...stillBlocked] } : { id })) })),
    () => undefined,
  );
  expect([state.kept.map(({ id }) => id), left]).toEqual([[3], []]);
});
