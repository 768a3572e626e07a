import { expect, test } from 'vitest';
import { StartQueue } from './starts.ts';

test('a camera that ran well goes before eighty dead ones that wait for their next try', async () => {
  const starts = new StartQueue(5, 1);
  const order: string[] = [];
  const dead = Array.from({ length: 80 }, async () => {
    await starts.turn(true);
    order.push('dead');
  });
  const living = starts.turn().then(() => order.push('living'));
  await Promise.all([...dead, living]);
  expect(order.indexOf('living')).toBeLessThan(2);
  expect(order).toHaveLength(81);
});
