import { requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { invalid, refuse } from '../../errors.ts';
import { checkText, differences, present } from '../../fields.ts';
import { BOTH_SECRETS_MS, newSigningSecret } from '../../signed-calls.ts';
import { type Write, write } from '../../write.ts';
import { ENGINE_TYPES } from '../types.ts';
import { type Engine, type EngineFields, engineLabel, MOST_ENGINES } from './engine.ts';
import { findEngine, listEngines, type StoredEngine } from './queries.ts';

/** All of them, by id. */
export async function engines(core: Core, actor: Actor): Promise<readonly Engine[]> {
  requireMay(actor, 'analytics-engines.manage');
  return (await listEngines(reader(core), actor.domainId)).map((row) => toEngine(row, core.clock()));
}

export async function engineById(core: Core, actor: Actor, id: number): Promise<Engine> {
  requireMay(actor, 'analytics-engines.manage');
  const row = await findEngine(reader(core), actor.domainId, id);
  if (!row) throw refuse('engine_not_found', { id });
  return toEngine(row, core.clock());
}

/** The new one's id and its secret, which is told this once. */
export async function createEngine(
  core: Core,
  actor: Actor,
  fields: EngineFields,
): Promise<{ readonly id: number; readonly secret: string }> {
  requireMay(actor, 'analytics-engines.manage');
  const { name = '', enabled = true, types = [] } = checked({ name: '', types: [], ...fields });
  const secret = newSigningSecret();
  const id = await write(core, actor, { type: 'analytics_engine.create', request: fields }, async (tx) => {
    const { domainId } = actor;
    await tx.sql`select from domain where id = ${domainId} for no key update`;
    if ((await listEngines(tx.sql, domainId)).length >= MOST_ENGINES)
      throw refuse('engines_too_many', { limit: MOST_ENGINES });
    const [row] = await tx.sql<{ id: number }[]>`
      insert into analytics_engine (domain_id, name, enabled, types)
      values (${domainId}, ${name}, ${enabled}, ${[...types]}::text[]) returning id`;
    const engineId = row?.id ?? 0;
    await tx.sql`
      update analytics_engine set secret_sealed = ${core.sealer.seal(engineLabel(engineId), secret)} where id = ${engineId}`;
    noted(tx, { engine: [null, name] });
    return engineId;
  });
  return { id, secret };
}

export async function changeEngine(core: Core, actor: Actor, id: number, fields: EngineFields): Promise<Engine> {
  requireMay(actor, 'analytics-engines.manage');
  const change = present(checked(fields));
  await write(core, actor, { type: 'analytics_engine.change', request: fields }, async (tx) => {
    const before = await holdEngine(tx, id);
    const after = { ...before, ...change };
    await tx.sql`
      update analytics_engine set name = ${after.name}, enabled = ${after.enabled}, types = ${[...after.types]}::text[]
      where id = ${id}`;
    const changes = Object.entries(differences<object>(before, change));
    noted(tx, Object.fromEntries(changes.map(([field, values]) => [`engine.${before.name}.${field}`, values])));
  });
  return await engineById(core, actor, id);
}

/** Makes a new secret, which is told this once; the one before it stays good for a day. */
export async function rotateEngineSecret(core: Core, actor: Actor, id: number): Promise<string> {
  requireMay(actor, 'analytics-engines.manage');
  const secret = newSigningSecret();
  await write(core, actor, { type: 'analytics_engine.rotate' }, async (tx) => {
    const { name } = await holdEngine(tx, id);
    const until = new Date(core.clock().getTime() + BOTH_SECRETS_MS);
    await tx.sql`
      update analytics_engine set former_secret_sealed = secret_sealed, former_until = ${until},
        secret_sealed = ${core.sealer.seal(engineLabel(id), secret)}
      where id = ${id}`;
    noted(tx, { [`engine.${name}.secret`]: ['***', '*** (new)'] });
  });
  return secret;
}

/** What it told of stays. */
export async function deleteEngine(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'analytics-engines.manage');
  await write(core, actor, { type: 'analytics_engine.delete' }, async (tx) => {
    const { name } = await holdEngine(tx, id);
    await tx.sql`update analytics_case_camera set failure = null, failed_by = null where failed_by = ${id}`;
    await tx.sql`delete from analytics_engine where id = ${id}`;
    noted(tx, { engine: [name, null] });
  });
}

async function holdEngine(tx: Write, id: number): Promise<StoredEngine> {
  const { domainId } = tx.actor;
  await tx.sql`select from analytics_engine where id = ${id} and domain_id = ${domainId} for update`;
  const engine = await findEngine(tx.sql, domainId, id);
  if (!engine) throw refuse('engine_not_found', { id });
  return engine;
}

/** Engines are settings of the domain: that is where its audit has them. */
function noted(tx: Write, changes: Readonly<Record<string, readonly [unknown, unknown]>>): void {
  tx.changed({ action: 'change', objectKind: 'domain', objectId: tx.actor.domainId, changes });
}

function checked(fields: EngineFields): EngineFields {
  const name = fields.name?.trim();
  checkText('name', name, 100, 1);
  const types = fields.types && ENGINE_TYPES.filter((type) => fields.types?.includes(type));
  if (types?.length === 0 || (fields.types?.includes('motion') ?? false))
    throw invalid('types', 'engine_types_wrong', { choices: ENGINE_TYPES });
  return { name, enabled: fields.enabled, types };
}

const toEngine = (row: StoredEngine, now: Date): Engine => ({
  id: row.id,
  name: row.name,
  enabled: row.enabled,
  types: row.types,
  formerSecretUntil: row.formerSecretUntil !== null && row.formerSecretUntil > now ? row.formerSecretUntil : null,
  lastHeartbeatAt: row.lastHeartbeatAt,
  createdAt: row.createdAt,
});
