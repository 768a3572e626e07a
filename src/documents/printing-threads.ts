import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MoneyDocument } from '../core/invoices/document.ts';

export interface PrintOrder {
  readonly id: number;
  readonly document: MoneyDocument;
}

export type PrintAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly error: unknown };

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  idle: NodeJS.Timeout | undefined;
}

/** More threads than this would take the cores from the pictures. */
const MOST = Math.min(2, availableParallelism());
const IDLE_MS = 60_000;

/**
 * Threads that print. The first begins with the first document, another when all have work, and each ends after a minute
 * without any, because it keeps its fonts in memory. A thread that dies fails what it was printing; the next document
 * begins another. They do not keep the process alive.
 */
export class PrintingThreads {
  private readonly worker: URL;
  private readonly most: number;
  private readonly threads = new Set<Thread>();
  private lastId = 0;

  constructor(worker: URL, most = MOST) {
    this.worker = worker;
    this.most = most;
  }

  async print(document: MoneyDocument): Promise<Buffer> {
    const thread = this.leastBusy();
    const id = ++this.lastId;
    clearTimeout(thread.idle);
    return await new Promise<Buffer>((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      thread.worker.ref();
      thread.worker.postMessage({ id, document } satisfies PrintOrder);
    });
  }

  private leastBusy(): Thread {
    const [least] = [...this.threads].sort((a, b) => a.waiting.size - b.waiting.size);
    const isEnough = least && (least.waiting.size === 0 || this.threads.size >= this.most);
    return isEnough ? least : this.begin();
  }

  private begin(): Thread {
    const thread: Thread = { worker: new Worker(this.worker), waiting: new Map(), idle: undefined };
    this.threads.add(thread);
    thread.worker.on('message', (answer: PrintAnswer) => this.answered(thread, answer));
    thread.worker.on('error', (error) => this.ended(thread, error));
    thread.worker.on('exit', (code) => this.ended(thread, new Error(`A printing thread ended with ${code}`)));
    return thread;
  }

  private answered(thread: Thread, answer: PrintAnswer): void {
    const waiting = thread.waiting.get(answer.id);
    thread.waiting.delete(answer.id);
    if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf));
    else waiting?.reject(answer.error);
    if (thread.waiting.size > 0) return;
    thread.worker.unref();
    thread.idle = setTimeout(() => this.end(thread), IDLE_MS).unref();
  }

  private end(thread: Thread): void {
    this.threads.delete(thread);
    void thread.worker.terminate();
  }

  private ended(thread: Thread, error: unknown): void {
    clearTimeout(thread.idle);
    this.threads.delete(thread);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  }
}
