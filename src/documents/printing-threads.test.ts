import { afterEach, expect, test, vi } from 'vitest';
import { russianInvoice } from '../../test/support/money-documents.ts';
import { PrintingThreads } from './printing-threads.ts';

/** Answers with the document's number, unless that says what it does instead. */
const WORKER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ id, document: { number } }) => {
  if (number === 'dies') process.exit(7);
  if (number === 'hangs') for (;;);
  if (number === 'throws') return parentPort.postMessage({ id, error: new Error('no such letter') });
  parentPort.postMessage({ id, pdf: Buffer.from(number) });
});`;

const threads = () => {
  const source = `import { createRequire } from 'node:module'; const require = createRequire('file:///x');${WORKER}`;
  return new PrintingThreads(new URL(`data:text/javascript,${encodeURIComponent(source)}`), 1);
};
const numbered = (number: string) => ({ ...russianInvoice(1), number });
const print = async (all: PrintingThreads, number: string) => (await all.print(numbered(number))).toString();

afterEach(() => void vi.useRealTimers());

test('what fails in a thread fails its caller alone, and the thread goes on', async () => {
  const all = threads();
  const [failed, done] = await Promise.allSettled([print(all, 'throws'), print(all, '1')]);
  expect(failed).toMatchObject({ reason: { message: 'no such letter' } });
  expect(done).toMatchObject({ value: '1' });
});

test('a thread that dies fails what it was given, and the next document has another', async () => {
  const all = threads();
  await expect(print(all, 'dies')).rejects.toThrow('ended with 7');
  expect(await print(all, '2')).toBe('2');
});

test('a thread that answers nothing is ended, nobody waits for ever, and the next document has another', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const all = threads();
  expect(await print(all, '1')).toBe('1');
  const outcomes = Promise.allSettled([print(all, 'hangs'), print(all, '2')]);
  await vi.advanceTimersByTimeAsync(59_000);
  await vi.advanceTimersByTimeAsync(1000);
  for (const one of await outcomes)
    expect(one).toMatchObject({ reason: { message: expect.stringContaining('has not answered') } });
  expect(await print(all, '3')).toBe('3');
});

test('what cannot be sent to a thread is thrown, and nothing waits for it', async () => {
  const all = threads();
  const unsendable = { ...numbered('1'), lines: [() => 1] } as never;
  await expect(all.print(unsendable)).rejects.toThrow('could not be cloned');
  expect(await print(all, '4')).toBe('4');
});
