import { expect, test, vi } from 'vitest';
import { TooBusy, Turns } from './turns.ts';

/** Work that ends when it is told to. */
function work() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  let started = false;
  const run = async () => {
    started = true;
    await done;
  };
  return { run, end, started: () => started };
}
const settle = async () => await new Promise((resolve) => setImmediate(resolve));

test('so many at once, the rest in order, and one beyond those who may wait is refused', async () => {
  const turns = new Turns({ atOnce: 2, mostWaiting: 2, waitMs: 60_000 });
  const jobs = Array.from({ length: 5 }, work);
  const runs = jobs.map((job) => turns.take(job.run));
  const started = () => jobs.map((job) => job.started());
  await expect(runs[4]).rejects.toBeInstanceOf(TooBusy);
  expect([started(), turns.full]).toEqual([[true, true, false, false, false], true]);
  jobs[1]?.end();
  // Somebody new takes the place in the queue, not the turn of the one who waits.
  await runs[1];
  const late = work();
  const lateRun = turns.take(late.run);
  await settle();
  expect([started(), late.started()]).toEqual([[true, true, true, false, false], false]);
  for (const job of [...jobs, late]) job.end();
  await Promise.all([runs[0], runs[2], runs[3], lateRun]);
  expect(turns.full).toBe(false);
});

test('work that fails gives its turn on', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 5, waitMs: 60_000 });
  const failed = turns.take(async () => await Promise.reject(new Error('no')));
  const next = turns.take(async () => 'made');
  await expect(failed).rejects.toThrow('no');
  expect([await next, await turns.take(async () => 'again')]).toEqual(['made', 'again']);
});

test('who waits too long is refused, and holds up nobody', async () => {
  vi.useFakeTimers();
  const turns = new Turns({ atOnce: 1, mostWaiting: 5, waitMs: 1000 });
  const stuck = work();
  const first = turns.take(stuck.run);
  const second = turns.take(async () => 'never');
  const refused = expect(second).rejects.toBeInstanceOf(TooBusy);
  await vi.advanceTimersByTimeAsync(1000);
  await refused;
  vi.useRealTimers();
  stuck.end();
  await first;
  expect(await turns.take(async () => 'free')).toBe('free');
});
