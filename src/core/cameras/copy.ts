import { copyIn } from '../../db/copy.ts';
import type { Tx } from '../../db/sql.ts';
import type { BlockSource } from '../access/facts.ts';
import { actorName } from '../actor.ts';
import { storable } from '../audit/record.ts';
import { extraChanges, merged } from '../extra/extra.ts';
import { additions } from '../fields.ts';
import type { Write } from '../write.ts';
import { type NewCamera, PLAIN_FIELDS, URL_FIELDS } from './camera.ts';
import type { Placement } from './placement.ts';
import { agentKeyLabel, agentPinLabel } from './seal-labels.ts';
import { type StoredFields, storedFields } from './stored.ts';

export interface ImportedRow {
  readonly id: number;
  readonly name: string;
  readonly camera: NewCamera & Placement;
}

/** Columns that have a default and may not be null: absent values are written as it. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  title: '',
  comment: '',
  postalAddress: '',
  coordinates: '',
  planCoordinates: '',
  streamUrl: '',
  substreamUrl: '',
  thumbnailsUrl: '',
  onvifUrl: '',
  onDemand: false,
  videoOnly: false,
  transcodeAudio: false,
  thumbnails: false,
  ptz: false,
  hasActions: false,
  motionDetector: false,
  recordMode: 'always',
};
const FIELDS: readonly (keyof StoredFields)[] = [
  ...PLAIN_FIELDS,
  ...URL_FIELDS,
  ...URL_FIELDS.map((f) => `${f}Sealed` as const),
];

/** New cameras with their agents, blocks and audit rows: a COPY for each table. Throws on a name that is taken. */
export async function copyCameras(tx: Write, rows: readonly ImportedRow[], source: BlockSource): Promise<void> {
  const { domainId } = tx.actor;
  const fields = fieldsOf(rows);
  const notes: string[] = [];
  // Sealed and written row by row, so that PostgreSQL works on the rows before while we make the next.
  const withExtra = rows.some(({ camera }) => camera.extra);
  const names = ['id', 'domain_id', 'name', ...fields.map(snake), ...(withExtra ? ['extra'] : [])];
  await copy(tx.sql, 'camera', names, rows, ({ id, name, camera }) => {
    const stored = storedFields(tx.core.sealer, id, camera);
    const { streamUrlSealed, substreamUrlSealed, thumbnailsUrlSealed, onvifUrlSealed, ...shown } = stored;
    const extra = camera.extra && merged(null, camera.extra);
    const kept = extra && camera.extra ? extraChanges(null, extra, camera.extra.dialect) : {};
    notes.push(storable({ ...additions({ ...shown, name, enabled: camera.enabled ?? true }), ...kept }));
    let line = `${id}\t${domainId}\t${cell(name)}`;
    for (const field of fields) line += `\t${cell(stored[field] ?? DEFAULTS[field])}`;
    if (withExtra) line += `\t${cell(extra && JSON.stringify(extra))}`;
    return line;
  });
  const agents = rows.filter(
    ({ camera }) => camera.agent && Object.values(camera.agent).some((v) => v !== undefined && v !== null && v !== ''),
  );
  await copy(
    tx.sql,
    'camera_agent',
    ['camera_id', 'domain_id', 'serial', 'agent_id', 'key_sealed', 'model', 'pin_sealed'],
    agents,
    ({ id, camera: { agent } }) =>
      line(
        id,
        domainId,
        agent?.serial || null,
        agent?.id || null,
        agent?.key ? tx.core.sealer.seal(agentKeyLabel(id), agent.key) : null,
        agent?.model || null,
        agent?.pin ? tx.core.sealer.seal(agentPinLabel(id), agent.pin) : null,
      ),
  );
  const disabled = rows.filter(({ camera }) => camera.enabled === false);
  await copy(tx.sql, 'block', ['subject_kind', 'subject_id', 'source'], disabled, (row) =>
    line('device', row.id, source),
  );
  const { trace } = tx.actor;
  const actorId = tx.actor.kind === 'system' ? null : tx.actor.id;
  const columns = [
    'domain_id',
    'actor_kind',
    'actor_id',
    'actor',
    'dialect',
    'request_id',
    'action',
    'object_kind',
    'object_id',
    'changes',
    'address',
    'user_agent',
  ];
  const before = line(
    domainId,
    tx.actor.kind,
    actorId,
    actorName(tx.actor),
    trace.dialect,
    trace.requestId,
    'create',
    'camera',
  );
  const after = line(trace.address, trace.userAgent);
  await copy(tx.sql, 'audit_change', columns, rows, (row, i) => `${before}\t${row.id}\t${cell(notes[i])}\t${after}`);
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
function fieldsOf(rows: readonly ImportedRow[]): readonly (keyof StoredFields)[] {
  const present = new Set<string>();
  for (const { camera } of rows) for (const field in camera) present.add(field);
  for (const field of URL_FIELDS) if (present.has(field)) present.add(`${field}Sealed`);
  return FIELDS.filter((field) => present.has(field));
}

const line = (...values: readonly unknown[]): string => values.map(cell).join('\t');

/** One value in COPY's text format. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string')
    return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (c) => ESCAPES[c] ?? c) : value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return String(value);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
