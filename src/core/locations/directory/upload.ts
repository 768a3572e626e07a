import { copyIn } from '../../../db/copy.ts';
import { copyLine } from '../../../db/copy-text.ts';
import { transaction } from '../../../db/transaction.ts';
import { requireMay } from '../../access/may.ts';
import { type Actor, actorName } from '../../actor.ts';
import { type Core, listReader, reader } from '../../core.ts';
import { invalid, refuse } from '../../errors.ts';
import { afterId, type Page, type PageRequest, toPage } from '../../page.ts';
import { write } from '../../write.ts';
import type { AddressImport, LeftRow } from './address-import.ts';
import { judgeRows } from './judging.ts';
import { type AddressRow, addressRow, type RawAddress } from './row.ts';

export interface AddressFile {
  readonly fileName: string;
  readonly format: 'csv' | 'json';
  readonly addresses: AsyncIterable<RawAddress>;
  /** Known once the addresses have been read. */
  charset(): string;
}

const MOST_ROWS = 2_000_000;
/** Rows of one COPY: what of the file is in memory at a time. So few of them are gone before they are taken for lasting. */
const BATCH = 1000;

/** Reads a file and keeps for a day what it would change; the directory stays as it is before `commitImport`. */
export async function uploadAddresses(core: Core, actor: Actor, file: AddressFile): Promise<AddressImport> {
  requireMay(actor, 'locations.manage');
  const [created] = await core.sql<{ id: number }[]>`
    insert into address_import (domain_id, file_name, format, charset, uploaded_by, uploaded_at)
    values (${actor.domainId}, ${file.fileName.trim().slice(0, 255)}, ${file.format}, 'utf-8', ${actorName(actor)}, ${core.clock()})
    returning id`;
  const id = created?.id ?? 0;
  try {
    await storeRows(core, id, file.addresses);
    await core.sql`update address_import set charset = ${file.charset()} where id = ${id}`;
    await judgeRows(core, actor.domainId, id);
  } catch (error) {
    await removeImport(core, id);
    throw error;
  }
  return await importById(core, actor, id);
}

const COLUMNS = ['import_id', 'n', 'parent_n', 'code', 'parent_code', 'level', 'title', 'latitude', 'longitude'];

async function storeRows(core: Core, id: number, addresses: AsyncIterable<RawAddress>): Promise<void> {
  let lines: string[] = [];
  let count = 0;
  const store = async () => {
    const stored = lines;
    lines = [];
    await transaction(core.sql, async (tx) => {
      await copyIn(tx, 'address_import_row', [...COLUMNS, 'verdict', 'problem'], stored);
    });
  };
  for await (const raw of addresses) {
    if (++count > MOST_ROWS) throw invalid('file', 'address_rows_too_many', { limit: MOST_ROWS });
    lines.push(lineOf(id, addressRow(raw)));
    if (lines.length >= BATCH) await store();
  }
  if (count === 0) throw invalid('file', 'address_file_empty');
  await store();
}

const lineOf = (id: number, row: AddressRow): string =>
  copyLine(
    ...[id, row.n, row.parentN, row.code, row.parentCode, row.level, row.title, row.latitude, row.longitude],
    ...[row.problem === null ? null : 'bad', row.problem],
  );

/** Takes a file in that was looked at, piece by piece in the background: `state` and `applied` tell how far it is. */
export async function commitImport(core: Core, actor: Actor, id: number): Promise<AddressImport> {
  requireMay(actor, 'locations.manage');
  const { fileName, made, changed } = await importById(core, actor, id);
  const intent = { type: 'address_code.import' as const, subject: fileName, request: { made, changed } };
  await write(core, actor, intent, async (tx) => {
    const started = await tx.sql`
      update address_import set state = 'applying', committed_at = ${core.clock()}
      where id = ${id} and domain_id = ${actor.domainId} and state = 'read' returning id`;
    if (started.length === 0) throw refuse('address_import_committed', { id });
    const changes = { file: [null, fileName], made: [null, made], changed: [null, changed] } as const;
    tx.changed({ action: 'change', objectKind: 'address_code', objectId: id, changes });
    tx.touched('address_code');
  });
  return await importById(core, actor, id);
}

/** Lets go of one that was only looked at. */
export async function dropImport(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'locations.manage');
  const { state } = await importById(core, actor, id);
  if (state !== 'read') throw refuse('address_import_committed', { id });
  await removeImport(core, id);
}

async function removeImport(core: Core, id: number): Promise<void> {
  await core.sql`delete from address_import_row where import_id = ${id}
    and exists (select from address_import i where i.id = ${id} and i.state = 'read')`;
  await core.sql`delete from address_import where id = ${id} and state = 'read'`;
}

const SELECTED = `id, file_name, format, charset, state, made, changed, skipped, mismatched, bad, applied, uploaded_by,
  uploaded_at, committed_at, done_at`;

export async function importById(core: Core, actor: Actor, id: number): Promise<AddressImport> {
  requireMay(actor, 'locations.manage');
  const sql = reader(core);
  const [found] = await sql<AddressImport[]>`
    select ${sql.unsafe(SELECTED)} from address_import where id = ${id} and domain_id = ${actor.domainId}`;
  if (!found) throw refuse('address_import_not_found', { id });
  return found;
}

/** Rows that are bad or mismatched, in the order of the file. */
export async function leftRows(core: Core, actor: Actor, id: number, page: PageRequest): Promise<Page<LeftRow>> {
  await importById(core, actor, id);
  const rows = await listReader(core)<LeftRow[]>`
    select n, code, title, verdict, problem, same_as from address_import_row
    where import_id = ${id} and n > ${afterId(page.after)} and verdict in ('bad', 'mismatched')
    order by n limit ${page.limit + 1}`;
  return toPage(rows, page.limit, ({ n }) => n);
}
