import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Tx } from './sql.ts';

const CHUNK = 65_536;

/**
 * Writes rows with COPY. `lines`: one row each in COPY's text format, without the line's end; made while PostgreSQL works
 * on those before. Rejects with PostgreSQL's own error; a table's name and columns are quoted.
 */
export async function copyIn(sql: Tx, table: string, columns: readonly string[], lines: Iterable<string>) {
  const statement = sql`copy ${sql(table)} (${sql(columns as string[])}) from stdin`;
  const refused = refusalOf(statement);
  const stream = await statement.writable();
  const done = Promise.race([finished(stream), refused]);
  done.catch(() => undefined);
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
    chunk = '';
  }
  stream.end(chunk);
  await done;
}

/**
 * Rejects when the statement is refused after its stream was given out. The client keeps such an error to itself once
 * all rows are sent (a name that is taken, say): neither the statement nor its stream would ever end.
 */
function refusalOf(statement: { writable(): Promise<Writable> }): Promise<never> {
  const query = statement as unknown as { reject: (error: unknown) => void };
  const rejectQuery = query.reject;
  const refused = new Promise<never>((_, reject) => {
    query.reject = (error) => {
      reject(error);
      rejectQuery(error);
    };
  });
  refused.catch(() => undefined);
  return refused;
}
