import { parentPort } from 'node:worker_threads';
import { printMoneyDocument } from './printed-pages.ts';
import type { PrintAnswer, PrintOrder } from './printing-threads.ts';

// A thread that prints what it is told, one document after the other.
parentPort?.on('message', ({ id, document }: PrintOrder) => {
  printMoneyDocument(document).then(
    (pdf) => parentPort?.postMessage({ id, pdf } satisfies PrintAnswer),
    (error: unknown) => parentPort?.postMessage({ id, error } satisfies PrintAnswer),
  );
});
