import { openSql } from '../sql.ts';
import { SUPERUSER } from './cluster.ts';

const ANSWER_MS = 10_000;

/**
 * Asks the server for its version over `socket`, and makes the database `vedette` when it is not there yet.
 * Throws when there is no answer in ten seconds.
 */
export async function probe(socket: string, signal: AbortSignal): Promise<string> {
  try {
    return await ask(socket, 'vedette', signal, 'select');
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    return await ask(socket, 'postgres', signal, 'create');
  }
}

async function ask(socket: string, database: string, signal: AbortSignal, what: 'select' | 'create'): Promise<string> {
  const sql = openSql(`postgres://${SUPERUSER}@/${database}?host=${encodeURIComponent(socket)}`, {
    max: 1,
    applicationName: 'vedette probe',
    arrays: false,
  });
  const patience = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const close = () => void sql.end({ timeout: 0 });
  patience.addEventListener('abort', close, { once: true });
  try {
    if (what === 'create') await createDatabase(sql);
    const [row] = await sql<{ serverVersion: string }[]>`show server_version`;
    return row?.serverVersion.split(' ')[0] ?? '';
  } finally {
    patience.removeEventListener('abort', close);
    await sql.end({ timeout: 0 });
  }
}

async function createDatabase(sql: ReturnType<typeof openSql>): Promise<void> {
  await sql`create database vedette`.catch((error: { code?: string }) => {
    // Another Vedette process was quicker.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}
