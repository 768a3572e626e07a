import type { Log } from './home.ts';

/** At most so many lines of the server's log reach ours in one window: a full disk complains with every write. */
const LINES = 20;
const WINDOW_MS = 10_000;
const TAIL_LINES = 20;

/** The server's stderr. Lines look like `53100 ERROR:  could not extend file`, by `log_line_prefix`. */
export class ServerLog {
  readonly #log: Log;
  readonly #recent: string[] = [];
  #windowEnds = 0;
  #lines = 0;
  #dropped = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  take(line: string): void {
    this.#recent.push(line);
    if (this.#recent.length > TAIL_LINES) this.#recent.shift();
    const parsed = /^(\w{5}) (\w+): +(.*)$/.exec(line);
    if (!parsed) return;
    const [, sqlState = '', severity = '', message = ''] = parsed;
    if (concernsOperator(sqlState, severity, message)) {
      this.#pass({ severity, sqlState, message: message.slice(0, 500) });
    }
  }

  /** The last lines, for the error of a start that failed. */
  tail(): string {
    return this.#recent.join('\n');
  }

  #pass(fields: object): void {
    const now = performance.now();
    if (now > this.#windowEnds) {
      if (this.#dropped > 0) this.#log('database.log_dropped', { lines: this.#dropped });
      this.#windowEnds = now + WINDOW_MS;
      this.#lines = 0;
      this.#dropped = 0;
    }
    if (this.#lines++ < LINES) this.#log('database.log', fields);
    else this.#dropped++;
  }
}

/** Out of resources, system errors, corruption and internal errors: not a client's mistake. */
const SERVER_CLASSES = new Set(['53', '58', 'XX']);
/** Starting up; a database that is about to be created; a killed server's lock, which the supervisor tries again. */
const EXPECTED_FATAL = new Set(['57P03', '3D000', 'F0001']);

function concernsOperator(sqlState: string, severity: string, message: string): boolean {
  if (severity === 'WARNING' || severity === 'PANIC') return true;
  if (severity === 'FATAL') return !EXPECTED_FATAL.has(sqlState);
  if (severity === 'ERROR') return SERVER_CLASSES.has(sqlState.slice(0, 2));
  return /terminated by|not properly shut down/.test(message);
}
