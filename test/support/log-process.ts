import { createInterface } from 'node:readline';
import { openLog } from '../../src/cli/log.ts';

/** Logs each line that comes on stdin, and says on stderr that it lives on. */
const log = openLog('info');
createInterface({ input: process.stdin }).on('line', (line) => {
  log.info({ line }, 'a line');
  process.stderr.write(`${line}\n`);
});
