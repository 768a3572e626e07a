import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Loop, type LoopOptions } from './loop.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A loop whose runs begin when they are due and end when the test says. */
function bed(options: Partial<LoopOptions> = {}) {
  const life = new AbortController();
  const logged: (object & { event: string })[] = [];
  const note = (fields: object, event: string) => void logged.push({ ...fields, event });
  const log = { debug: note, info: note, warn: note, error: note };
  const runs: { readonly signal: AbortSignal; readonly end: () => void; readonly fail: (cause: Error) => void }[] = [];
  const run = (signal: AbortSignal) =>
    new Promise<void>((end, fail) => {
      runs.push({ signal, end, fail });
    });
  const loop = new Loop(log, life.signal, { name: 'test', everyMs: 1000, run, ...options });
  return {
    loop,
    runs,
    logged,
    events: () => logged.map(({ event }) => event),
    abort: () => life.abort(),
    pass: async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms)),
    end: async () => {
      runs.at(-1)?.end();
      await vi.advanceTimersByTimeAsync(0);
    },
    fail: async (message = 'the database is away') => {
      runs.at(-1)?.fail(new Error(message));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('a pause', () => {
  test('begins when a run has ended, so that none runs twice at once', async () => {
    const { runs, pass, end } = bed();
    await pass(0);
    expect(runs).toHaveLength(1);
    await pass(60_000);
    expect(runs).toHaveLength(1);
    await end();
    await pass(999);
    expect(runs).toHaveLength(1);
    await pass(1);
    expect(runs).toHaveLength(2);
  });

  test('comes before the first run where that is asked', async () => {
    const { runs, pass } = bed({ firstAfterMs: 500 });
    await pass(499);
    expect(runs).toHaveLength(0);
    await pass(1);
    expect(runs).toHaveLength(1);
  });

  test('may follow from how long the run took', async () => {
    const { runs, pass, end } = bed({ everyMs: (tookMs) => tookMs * 4 });
    await pass(0);
    await pass(50);
    await end();
    await pass(199);
    expect(runs).toHaveLength(1);
    await pass(1);
    expect(runs).toHaveLength(2);
  });
});

describe('a wake', () => {
  test('ends the pause', async () => {
    const { loop, runs, pass, end } = bed();
    await pass(0);
    await end();
    loop.wake();
    await pass(0);
    expect(runs).toHaveLength(2);
  });

  test('during a run makes exactly one more, however many there are', async () => {
    const { loop, runs, pass, end } = bed();
    await pass(0);
    for (let n = 0; n < 5; n++) loop.wake();
    await pass(0);
    expect(runs).toHaveLength(1);
    await end();
    expect(runs).toHaveLength(2);
    await end();
    await pass(999);
    expect(runs).toHaveLength(2);
  });

  test('ends the pause after a failure too', async () => {
    const { loop, runs, pass, fail } = bed();
    await pass(0);
    await fail();
    loop.wake();
    await pass(0);
    expect(runs).toHaveLength(2);
  });

  test('after the stop does nothing', async () => {
    const { loop, runs, pass, end } = bed();
    await pass(0);
    const stopped = loop.stop();
    await end();
    await stopped;
    loop.wake();
    await pass(10_000);
    expect(runs).toHaveLength(1);
  });
});

describe('a failure', () => {
  test('doubles the pause with each in a row, up to 30 s, and a success ends that', async () => {
    const { runs, pass, end, fail } = bed();
    const pauses: number[] = [];
    await pass(0);
    for (let n = 1; n <= 8; n++) {
      await fail();
      const failedAt = Date.now();
      while (runs.length === n) await pass(100);
      pauses.push((Date.now() - failedAt) / 1000);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
    await end();
    await pass(1000);
    expect(runs).toHaveLength(10);
  });

  test('never shortens a pause that is longer by itself', async () => {
    const { runs, pass, fail } = bed({ everyMs: 600_000 });
    await pass(0);
    await fail();
    await pass(600_000);
    await fail();
    await pass(599_999);
    expect(runs).toHaveLength(2);
    await pass(1);
    expect(runs).toHaveLength(3);
  });

  test('that lasts is logged when it begins, each hour and when it is over', async () => {
    const { runs, logged, events, pass, fail, end } = bed();
    await pass(0);
    const until = Date.now() + 2.5 * 3_600_000;
    while (Date.now() < until) {
      const seen = runs.length;
      await fail();
      while (runs.length === seen) await pass(1000);
    }
    await end();
    expect(events()).toEqual([...Array(3).fill('background loop failure'), 'background loop recovery']);
    expect(logged[0]).toMatchObject({ loop: 'test', times: 1, cause: { message: 'the database is away' } });
    expect(logged[3]).toMatchObject({ loop: 'test', times: runs.length - 1 });
  });
});

describe('a stop', () => {
  test('aborts the run that is under way and waits for its end', async () => {
    const { loop, runs, events, pass, end } = bed();
    await pass(0);
    let stopped = false;
    const stop = loop.stop().then(() => {
      stopped = true;
    });
    await pass(100);
    expect([runs[0]?.signal.aborted, stopped]).toEqual([true, false]);
    await end();
    await stop;
    expect(events()).toEqual([]);
  });

  test('is not told of what the aborted run throws', async () => {
    const { loop, events, pass, fail } = bed();
    await pass(0);
    const stop = loop.stop();
    await fail('aborted');
    await stop;
    expect(events()).toEqual([]);
  });

  test('in a pause is over at once', async () => {
    const { loop, runs, pass, end } = bed();
    await pass(0);
    await end();
    await loop.stop();
    await pass(10_000);
    expect(runs).toHaveLength(1);
  });

  test('leaves a run that heeds no signal after three seconds, and logs which', async () => {
    const { loop, logged, pass } = bed();
    await pass(0);
    const stop = loop.stop();
    await pass(3000);
    await stop;
    expect(logged).toEqual([{ loop: 'test', event: 'background loop still running at stop' }]);
  });

  test('is what an abort of its signal is, before the first run too', async () => {
    const { runs, abort, loop, pass } = bed({ firstAfterMs: 500 });
    abort();
    await loop.stop();
    await pass(10_000);
    expect(runs).toHaveLength(0);
  });
});

test('another cause during a fault is logged too, the same one is not', async () => {
  const { logged, pass, fail } = bed();
  await pass(0);
  for (const message of ['the database is away', 'the database is away', 'no such column', 'no such column']) {
    await fail(message);
    await pass(60_000);
  }
  const told = logged.map((line) => (line as { cause?: Error }).cause?.message);
  expect(told).toEqual(['the database is away', 'no such column']);
});

test('how long a failure took does not lengthen the pause', async () => {
  const { runs, pass, fail } = bed({ everyMs: (tookMs) => Math.max(1000, tookMs * 4) });
  await pass(20_000);
  await fail();
  await pass(1000);
  expect(runs).toHaveLength(2);
});
