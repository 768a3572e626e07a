import type { Db, Tx } from '../../../db/sql.ts';
import { SHARE } from '../../access/grants.ts';
import type { ContractAtPanel, KeptKey } from './differences.ts';
import type { KeyDifference, KeyRow } from './key-table.ts';

/** Those whose keys belong on the panel, once for each flat that they have there: they may open a door of it, or own its lock. */
export async function contractsAtPanel(
  sql: Db,
  domainId: number,
  cameraId: number,
): Promise<readonly ContractAtPanel[]> {
  return await sql<ContractAtPanel[]>`
    select o.id, o.title, o.contract_number, coalesce(r.flat, o.flat) as flat, coalesce(r.apartment, o.apartment) as apartment
    from organization o join (
      select g.subject_id, g.flat, g.apartment from door d
      join access_grant g on g.object_kind = 'device' and g.object_id = d.lock_id and g.subject_kind = 'organization'
      where d.camera_id = ${cameraId} and g.actions and g.source <> ${SHARE}
      union
      select l.organization_id, null, null from door d join lock l on l.id = d.lock_id where d.camera_id = ${cameraId}
    ) r on r.subject_id = o.id
    where o.domain_id = ${domainId} group by 1, 2, 3, 4, 5 order by o.id, 4`;
}

export async function keptKeys(sql: Db, contracts: readonly ContractAtPanel[]): Promise<readonly KeptKey[]> {
  return await sql<KeptKey[]>`
    select organization_id, digits, comment from access_key
    where organization_id = any(${contracts.map(({ id }) => id)}::int[]) order by organization_id, digits`;
}

export interface StoredTable {
  readonly replace: boolean;
  readonly rows: readonly KeyRow[];
  readonly faulty: number;
}

/** The same table again is kept anew. */
export async function storeTable(
  sql: Db,
  domainId: number,
  cameraId: number,
  table: StoredTable & { readonly hash: string; readonly expiresAt: Date },
): Promise<void> {
  const rows = sql.json(table.rows.map((row) => ({ ...row })));
  await sql`
    insert into key_table (domain_id, hash, camera_id, replace, rows, faulty, expires_at)
    values (${domainId}, ${table.hash}, ${cameraId}, ${table.replace}, ${rows}, ${table.faulty}, ${table.expiresAt})
    on conflict (domain_id, hash) do update set rows = excluded.rows, expires_at = excluded.expires_at`;
}

/** Takes it out, so that it is committed once. */
export async function takeTable(
  sql: Tx,
  domainId: number,
  cameraId: number,
  hash: string,
  now: Date,
): Promise<StoredTable | undefined> {
  const [table] = await sql<StoredTable[]>`
    delete from key_table
    where domain_id = ${domainId} and camera_id = ${cameraId} and hash = ${hash} and expires_at > ${now}
    returning replace, rows, faulty`;
  return table;
}

export interface StoredKey {
  readonly id: number;
  readonly organizationId: number;
  readonly digits: string;
  readonly comment: string;
}

export async function insertKeys(
  sql: Tx,
  domainId: number,
  keys: readonly KeyDifference[],
): Promise<readonly StoredKey[]> {
  return await sql<StoredKey[]>`
    insert into access_key (domain_id, organization_id, digits, comment)
    select ${domainId}, k.organization_id, k.digits, k.comment from ${asRows(sql, keys)}
    returning id, organization_id, digits, comment`;
}

export async function updateComments(
  sql: Tx,
  keys: readonly KeyDifference[],
): Promise<readonly (StoredKey & { readonly before: string })[]> {
  return await sql<(StoredKey & { before: string })[]>`
    update access_key a set comment = k.comment
    from ${asRows(sql, keys)}, access_key b
    where a.organization_id = k.organization_id and a.digits = k.digits and b.id = a.id
    returning a.id, a.organization_id, a.digits, a.comment, b.comment as before`;
}

export async function deleteKeys(sql: Tx, keys: readonly KeyDifference[]): Promise<readonly StoredKey[]> {
  return await sql<StoredKey[]>`
    delete from access_key a using ${asRows(sql, keys)}
    where a.organization_id = k.organization_id and a.digits = k.digits
    returning a.id, a.organization_id, a.digits, a.comment`;
}

const asRows = (sql: Db, keys: readonly KeyDifference[]) => sql`
  unnest(${keys.map((key) => key.organizationId)}::int[], ${keys.map((key) => key.digits)}::text[],
    ${keys.map((key) => key.comment)}::text[]) as k (organization_id, digits, comment)`;
