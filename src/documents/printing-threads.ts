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
  /** Ends it: when it has had no work for long, or has not answered for long. */
  timer: NodeJS.Timeout | undefined;
}

/** More threads than this would take the cores from the pictures. */
const MOST = Math.min(2, availableParallelism());
const IDLE_MS = 60_000;
/** A page takes milliseconds, the first one of a thread some seconds where the machine is busy. */
const STUCK_MS = 60_000;

/**
 * Threads that print. The first begins with the first document, another when all have work, and each ends after a minute
 * without any, because it keeps its fonts in memory. A thread that dies, or answers nothing for a minute though it has
 * work, fails what it was given and is ended; the next document begins another. They do not keep the process alive.
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
    return await new Promise<Buffer>((resolve, reject) => {
      // First: what cannot be sent is thrown, and nothing waits for it.
      thread.worker.postMessage({ id, document } satisfies PrintOrder);
      thread.waiting.set(id, { resolve, reject });
      thread.worker.ref();
      if (thread.waiting.size === 1) this.watch(thread);
    });
  }

  private leastBusy(): Thread {
    const [least] = [...this.threads].sort((a, b) => a.waiting.size - b.waiting.size);
    const isEnough = least && (least.waiting.size === 0 || this.threads.size >= this.most);
    return isEnough ? least : this.begin();
  }

  private begin(): Thread {
    const thread: Thread = { worker: new Worker(this.worker), waiting: new Map(), timer: undefined };
    this.threads.add(thread);
    thread.worker.on('message', (answer: PrintAnswer) => this.answered(thread, answer));
    thread.worker.on('error', (error) => this.ended(thread, error));
    thread.worker.on('exit', (code) => this.ended(thread, new Error(`A printing thread ended with ${code}`)));
    this.rest(thread);
    return thread;
  }

  private answered(thread: Thread, answer: PrintAnswer): void {
    const waiting = thread.waiting.get(answer.id);
    thread.waiting.delete(answer.id);
    if ('pdf' in answer) waiting?.resolve(Buffer.from(answer.pdf));
    else waiting?.reject(answer.error);
    if (thread.waiting.size > 0) this.watch(thread);
    else this.rest(thread);
  }

  /** It has work: each answer gives it the time anew. */
  private watch(thread: Thread): void {
    clearTimeout(thread.timer);
    const stuck = () => this.end(thread, new Error(`A printing thread has not answered for ${STUCK_MS / 1000} s`));
    thread.timer = setTimeout(stuck, STUCK_MS).unref();
  }

  private rest(thread: Thread): void {
    clearTimeout(thread.timer);
    thread.worker.unref();
    thread.timer = setTimeout(() => this.end(thread, undefined), IDLE_MS).unref();
  }

  private end(thread: Thread, error: unknown): void {
    this.ended(thread, error);
    void thread.worker.terminate();
  }

  private ended(thread: Thread, error: unknown): void {
    clearTimeout(thread.timer);
    this.threads.delete(thread);
    for (const { reject } of thread.waiting.values()) reject(error);
    thread.waiting.clear();
  }
}
