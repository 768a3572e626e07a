import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Tx } from '../../db/sql.ts';
import type { BlockSource } from '../access/facts.ts';
import { actorName } from '../actor.ts';
import { storable } from '../audit/record.ts';
import type { Write } from '../write.ts';
import { type AgentFields, PLAIN_FIELDS, URL_FIELDS } from './camera.ts';
import { agentKeyLabel, agentPinLabel } from './queries.ts';
import type { StoredFields } from './stored.ts';

export interface ImportedRow {
  readonly id: number;
  readonly name: string;
  readonly stored: StoredFields;
  readonly agent: AgentFields | undefined;
  readonly disabled: boolean;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** Columns that have a default and may not be null: absent values are written as it. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  title: '',
  comment: '',
  postalAddress: '',
  coordinates: '',
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
};
const FIELDS: readonly (keyof StoredFields)[] = [
  ...PLAIN_FIELDS,
  ...URL_FIELDS,
  ...URL_FIELDS.map((f) => `${f}Sealed` as const),
];

/** New cameras with their agents, blocks and audit rows: a COPY for each table. Throws on a name that is taken. */
export async function copyCameras(tx: Write, rows: readonly ImportedRow[], source: BlockSource): Promise<void> {
  const { domainId } = tx.actor;
  await copy(tx.sql, 'camera', ['id', 'domain_id', 'name', ...FIELDS.map(snake)], rows, (row) => [
    row.id,
    domainId,
    row.name,
    ...FIELDS.map((field) => row.stored[field] ?? DEFAULTS[field] ?? null),
  ]);
  const agents = rows.filter(
    (row) => row.agent && Object.values(row.agent).some((v) => v !== undefined && v !== null && v !== ''),
  );
  await copy(
    tx.sql,
    'camera_agent',
    ['camera_id', 'domain_id', 'serial', 'agent_id', 'key_sealed', 'model', 'pin_sealed'],
    agents,
    ({ id, agent }) => [
      id,
      domainId,
      agent?.serial || null,
      agent?.id || null,
      agent?.key ? tx.core.sealer.seal(agentKeyLabel(id), agent.key) : null,
      agent?.model || null,
      agent?.pin ? tx.core.sealer.seal(agentPinLabel(id), agent.pin) : null,
    ],
  );
  const disabled = rows.filter((row) => row.disabled);
  await copy(tx.sql, 'block', ['subject_kind', 'subject_id', 'source'], disabled, (row) => ['device', row.id, source]);
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
  await copy(tx.sql, 'audit_change', columns, rows, (row) => [
    domainId,
    tx.actor.kind,
    actorId,
    actorName(tx.actor),
    trace.dialect,
    trace.requestId,
    'create',
    'camera',
    row.id,
    storable(row.changes),
    trace.address ?? null,
    trace.userAgent ?? null,
  ]);
}

const CHUNK = 65_536;

async function copy<T>(
  sql: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly T[],
  values: (row: T) => readonly unknown[],
): Promise<void> {
  if (rows.length === 0) return;
  const stream = await sql`copy ${sql(table)} (${sql(columns as string[])}) from stdin`.writable();
  const done = finished(stream);
  done.catch(() => undefined);
  let chunk = '';
  for (const row of rows) {
    chunk += `${values(row).map(cell).join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
    chunk = '';
  }
  stream.end(chunk);
  await done;
}

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
