import { columnOf } from '../../../db/column.ts';
import { copyIn } from '../../../db/copy.ts';
import { copyCell, copyLine } from '../../../db/copy-text.ts';
import type { Tx } from '../../../db/sql.ts';
import type { BlockSource } from '../../access/facts.ts';
import { actorName } from '../../actor.ts';
import { storable } from '../../audit/record.ts';
import { extraChanges, merged } from '../../extra/extra.ts';
import { additions } from '../../fields.ts';
import type { Write } from '../../write.ts';
import { FIELD_RULES, type NewCamera, PLAIN_FIELDS, URL_FIELDS } from '../camera.ts';
import { type CameraColumns, cameraColumns } from '../columns.ts';
import type { Placement } from '../placement.ts';
import { agentKeyLabel, agentPinLabel } from '../seal-labels.ts';

export interface ImportedRow {
  readonly id: number;
  readonly name: string;
  readonly camera: NewCamera & Placement;
}

/** Columns that may not be null: absent values are written as what a new camera has. */
const DEFAULTS: Readonly<Record<string, unknown>> = Object.fromEntries([
  ...PLAIN_FIELDS.map((name) => [name, FIELD_RULES[name].initial] as const),
  ...URL_FIELDS.map((name) => [name, ''] as const),
]);
const FIELDS: readonly (keyof CameraColumns)[] = [
  ...PLAIN_FIELDS,
  ...URL_FIELDS,
  ...URL_FIELDS.map((f) => `${f}Sealed` as const),
];

/** New cameras with their agents, blocks and audit rows: a COPY for each table. Throws on a name that is taken. */
export async function copyCameras(tx: Write, rows: readonly ImportedRow[], source: BlockSource): Promise<void> {
  const changes = await copyRows(tx, rows);
  await copyAgents(tx, rows);
  const disabled = rows.filter(({ camera }) => camera.enabled === false);
  await copy(tx.sql, 'block', ['subject_kind', 'subject_id', 'source'], disabled, ({ id }) =>
    copyLine('device', id, source),
  );
  await copyAudit(tx, rows, changes);
  tellOfNew(tx, rows, changes);
}

/**
 * Gives back what the audit keeps of each row, as JSON. Sealed and written row by row, so that PostgreSQL works on the
 * rows before while we make the next.
 */
async function copyRows(tx: Write, rows: readonly ImportedRow[]): Promise<readonly string[]> {
  const { domainId } = tx.actor;
  const fields = fieldsOf(rows);
  const changes: string[] = [];
  const withExtra = rows.some(({ camera }) => camera.extra);
  const names = ['id', 'domain_id', 'name', ...fields.map(columnOf), ...(withExtra ? ['extra'] : [])];
  await copy(tx.sql, 'camera', names, rows, ({ id, name, camera }) => {
    const stored = cameraColumns(tx.core.sealer, id, camera);
    const { streamUrlSealed, substreamUrlSealed, thumbnailsUrlSealed, onvifUrlSealed, ...shown } = stored;
    const extra = camera.extra && merged(null, camera.extra);
    const kept = extra && camera.extra ? extraChanges(null, extra, camera.extra.dialect) : {};
    changes.push(storable({ ...additions({ ...shown, name, enabled: camera.enabled ?? true }), ...kept }));
    let line = `${id}\t${domainId}\t${copyCell(name)}`;
    for (const field of fields) line += `\t${copyCell(stored[field] ?? DEFAULTS[field])}`;
    if (withExtra) line += `\t${copyCell(extra && JSON.stringify(extra))}`;
    return line;
  });
  return changes;
}

async function copyAgents(tx: Write, rows: readonly ImportedRow[]): Promise<void> {
  const columns = ['camera_id', 'domain_id', 'serial', 'agent_id', 'key_sealed', 'model', 'pin_sealed'];
  const sealed = (label: string, value: string | null | undefined) =>
    value ? tx.core.sealer.seal(label, value) : null;
  const agents = rows.flatMap(({ id, camera: { agent } }) =>
    agent && Object.values(agent).some((value) => value !== undefined && value !== null && value !== '')
      ? [{ id, agent }]
      : [],
  );
  await copy(tx.sql, 'camera_agent', columns, agents, ({ id, agent: { serial, id: agentId, key, model, pin } }) =>
    copyLine(
      ...[id, tx.actor.domainId, serial || null, agentId || null],
      ...[sealed(agentKeyLabel(id), key), model || null, sealed(agentPinLabel(id), pin)],
    ),
  );
}

const AUDIT_COLUMNS = [
  ...['domain_id', 'actor_kind', 'actor_id', 'actor', 'dialect', 'request_id', 'action', 'object_kind'],
  ...['object_id', 'changes', 'address', 'user_agent'],
];

async function copyAudit(tx: Write, rows: readonly ImportedRow[], changes: readonly string[]): Promise<void> {
  const { actor } = tx;
  const { trace, kind, domainId } = actor;
  const actorId = actor.kind === 'system' ? null : actor.id;
  const before = copyLine(
    domainId,
    kind,
    actorId,
    actorName(actor),
    trace.dialect,
    trace.requestId,
    'create',
    'camera',
  );
  const after = copyLine(trace.address, trace.userAgent);
  await copy(tx.sql, 'audit_change', AUDIT_COLUMNS, rows, ({ id }, i) =>
    [before, id, copyCell(changes[i]), after].join('\t'),
  );
}

/** What the audit's rows would tell had they gone through `tx.changed`. */
function tellOfNew(tx: Write, rows: readonly ImportedRow[], changes: readonly string[]): void {
  if (!tx.core.wanted.wants(tx.actor.domainId, 'camera.created')) return;
  for (const [i, { id }] of rows.entries()) {
    const fields = Object.entries(JSON.parse(changes[i] ?? '{}') as Record<string, [null, unknown]>);
    tx.happened('camera.created', id, { values: Object.fromEntries(fields.map(([name, [, value]]) => [name, value])) });
  }
}

async function copy<T>(
  sql: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly T[],
  lineOf: (row: T, index: number) => string,
): Promise<void> {
  if (rows.length > 0) await copyIn(sql, table, columns, linesOf(rows, lineOf));
}

function* linesOf<T>(rows: readonly T[], lineOf: (row: T, index: number) => string): Iterable<string> {
  for (const [i, row] of rows.entries()) yield lineOf(row, i);
}

/** Those that any row has: PostgreSQL fills the rest in quicker than we could send it. */
function fieldsOf(rows: readonly ImportedRow[]): readonly (keyof CameraColumns)[] {
  const present = new Set<string>();
  for (const { camera } of rows) for (const field in camera) present.add(field);
  for (const field of URL_FIELDS) if (present.has(field)) present.add(`${field}Sealed`);
  return FIELDS.filter((field) => present.has(field));
}
