import { pino } from 'pino';
import type { Log } from '../core/core.ts';

/** JSON lines on standard output; a line is an event with fields. Causes are written with their stack. */
export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { cause: pino.stdSerializers.err },
  });
}
