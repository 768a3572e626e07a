import { type DestinationStream, pino } from 'pino';
import type { Log } from '../core/core.ts';

/** What waits for a full disk: more is dropped, the newest first. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** JSON lines on standard output; a line is an event with fields. Causes are written with their stack. */
export function openLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { cause: pino.stdSerializers.err },
    },
    standardOutput(),
  );
}

/**
 * A log that a full disk does not take ends nothing: without a listener the failed write would end the process. It is
 * tried again with the next line.
 */
function standardOutput(): DestinationStream {
  const output = pino.destination({ dest: 1, sync: false, maxLength: MAX_WAITING_BYTES });
  output.on('error', () => undefined);
  process.stdout.on('error', () => undefined);
  return output;
}
