import type { SenderNames } from '../../core/panels/reports/senders.ts';

/** A message of syslog with its header taken off. */
export interface SyslogMessage extends SenderNames {
  readonly text: string;
}

/** Panels say what happened in a line; what is longer is no event. In bytes. */
export const LONGEST_MESSAGE = 2048;

const PRIORITY = /^<\d{1,3}>/;
/** RFC 5424: version, time, host, program, process, message id, structured data. */
const NEW = /^1 \S+ (\S+) (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\]|\\.)*\])+) ?/;
/** RFC 3164: time, as `Oct 11 22:14:15` or as RFC 3339 writes it, then host and program. */
const OLD =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) (?:(\S+) )?(?:([^\s:[\]]{1,48}(?:\[[^\]\s]*\])?): ?)?/;

/**
 * Reads a datagram of syslog as RFC 5424 or RFC 3164 has it, or without any header. Undefined: it is too long, or no text.
 * Host and program are '' where the header does not name them.
 */
export function readSyslog(datagram: Uint8Array): SyslogMessage | undefined {
  if (datagram.length > LONGEST_MESSAGE) return undefined;
  const written = decode(datagram);
  if (written === undefined) return undefined;
  const message = written.replace(/^\uFEFF/, '').replace(PRIORITY, '');
  const header = NEW.exec(message) ?? OLD.exec(message);
  const text = message.slice(header?.[0].length ?? 0);
  const [host = '', program = ''] = (header?.slice(1) ?? []).map((part = '') => (part === '-' ? '' : part));
  return {
    host,
    program,
    text: text
      .replace(/^\uFEFF/, '')
      .replace(/[\s\0]+$/, '')
      .trimStart(),
  };
}

function decode(datagram: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(datagram);
  } catch {
    return undefined;
  }
}
