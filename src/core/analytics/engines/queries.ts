import type { Db } from '../../../db/sql.ts';
import type { Engine } from './engine.ts';

export interface StoredEngine extends Engine {
  readonly domainId: number;
  readonly secretSealed: Uint8Array | null;
  readonly formerSecretSealed: Uint8Array | null;
}

const columns = (sql: Db) => sql`
  id, domain_id, name, enabled, types, secret_sealed, former_secret_sealed, former_until as former_secret_until,
  last_heartbeat_at, created_at`;

export async function listEngines(sql: Db, domainId: number): Promise<readonly StoredEngine[]> {
  return await sql<StoredEngine[]>`
    select ${columns(sql)} from analytics_engine where domain_id = ${domainId} order by id`;
}

export async function findEngine(sql: Db, domainId: number, id: number): Promise<StoredEngine | undefined> {
  const [row] = await sql<StoredEngine[]>`
    select ${columns(sql)} from analytics_engine where domain_id = ${domainId} and id = ${id}`;
  return row;
}

/** Whose it is, is not known before its call is signed. */
export async function findEngineAnywhere(sql: Db, id: number): Promise<StoredEngine | undefined> {
  const [row] = await sql<StoredEngine[]>`select ${columns(sql)} from analytics_engine where id = ${id}`;
  return row;
}
