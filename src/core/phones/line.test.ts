import { expect, test } from 'vitest';
import { CodeLine } from './line.ts';

/** Work that ends when the test says so. */
function held() {
  let end: () => void = () => undefined;
  const work = () => new Promise<void>((resolve) => (end = resolve));
  return { work, end: () => end() };
}
const endOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { kind?: string; message: string }) => error.kind ?? error.message,
  );

test('one at a time, in turn, also behind one that failed', async () => {
  const line = new CodeLine();
  const order: string[] = [];
  const note = (name: string) => async () => void order.push(name);
  const first = held();
  const ends = [
    line.take('a', first.work),
    line.take('a', note('second')),
    line.take('b', async () => {
      throw new Error('broken');
    }),
    line.take('b', note('fourth')),
  ].map(endOf);
  await Promise.resolve();
  expect(order).toEqual([]);
  first.end();
  expect(await Promise.all(ends)).toEqual(['done', 'done', 'broken', 'done']);
  expect(order).toEqual(['second', 'fourth']);
});

test('a flood from one place leaves room for others, and all leave room again', async () => {
  const line = new CodeLine();
  const first = held();
  const flood = Array.from({ length: 80 }, (_, i) => endOf(line.take('flood', i === 0 ? first.work : async () => {})));
  const other = endOf(line.take('other', async () => {}));
  await Promise.resolve();
  first.end();
  const ends = await Promise.all(flood);
  expect([ends.filter((end) => end === 'done').length, ends.filter((end) => end === 'unavailable').length]).toEqual([
    50, 30,
  ]);
  expect(await other).toBe('done');
  expect(await endOf(line.take('flood', async () => {}))).toBe('done');
});
