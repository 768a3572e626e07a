import { createInterface } from 'node:readline';
import { startEmbedded } from '../../src/db/embedded.ts';
import { openSql } from '../../src/db/sql.ts';

/**
 * A process that runs an embedded database, for tests that kill it: `node database-process.mjs <DATA_DIR>`.
 * Each line that it prints is one event as JSON; `write` on its stdin starts eight writers; SIGTERM ends it gracefully.
 */
const say = (event: string, fields: object = {}) => process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);

const database = await startEmbedded({ dataDir: process.argv[2] ?? '', log: say });
const sql = openSql(database.url, { max: 8 });
const [server] = await sql<{ pid: number }[]>`
  select split_part(pg_read_file('postmaster.pid'), ${'\n'}, 1)::int as pid`;
createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'write') void writeForever();
});
process.once('SIGTERM', async () => {
  await sql.end({ timeout: 1 });
  await database.stop();
  process.exit(0);
});
say('ready', { url: database.url, adopted: database.adopted, serverPid: server?.pid });

async function writeForever(): Promise<void> {
  await sql`create table if not exists written (id bigint generated always as identity, note text)`;
  await Promise.all(Array.from({ length: 8 }, writer));
}

async function writer(): Promise<never> {
  for (;;) {
    const [row] = await sql<{ id: number }[]>`insert into written (note) values ('acknowledged') returning id`;
    say('written', { id: row?.id });
  }
}
