import type { Latin1Holds } from './mysql-session.ts';

/** Of mysql2: one value of a row, before it is read. */
interface Field {
  readonly type: string;
  buffer(): Buffer | null;
}

const TEXTS = new Set([
  'VAR_STRING',
  'VARCHAR',
  'STRING',
  'ENUM',
  'SET',
  'BLOB',
  'TINY_BLOB',
  'MEDIUM_BLOB',
  'LONG_BLOB',
]);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads texts by their bytes, whatever their column calls itself; honest columns of UTF-8 beside them stay right. */
export function textReader(holds: Latin1Holds): (field: Field, read: () => unknown) => unknown {
  const other = new TextDecoder(holds);
  return (field, read) => {
    if (!TEXTS.has(field.type)) return read();
    const bytes = field.buffer();
    if (bytes === null) return null;
    try {
      return utf8.decode(bytes);
    } catch {
      return other.decode(bytes);
    }
  };
}
