import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText, differences, present } from '../fields.ts';
import { networkText } from '../networks.ts';
import { BOTH_SECRETS_MS, newSigningSecret } from '../signed-calls.ts';
import { type Write, write } from '../write.ts';
import { type Gateway, type GatewayFields, MOST_GATEWAYS, MOST_NETWORKS, secretLabel } from './gateway.ts';
import { findGateway, listGateways, type StoredGateway } from './queries.ts';

/** All of them, by id. */
export async function gateways(core: Core, actor: Actor): Promise<readonly Gateway[]> {
  requireMay(actor, 'payment-gateways.manage');
  return (await listGateways(reader(core), actor.domainId)).map((row) => toGateway(row, core.clock()));
}

export async function gatewayById(core: Core, actor: Actor, id: number): Promise<Gateway> {
  requireMay(actor, 'payment-gateways.manage');
  const row = await findGateway(reader(core), actor.domainId, id);
  if (!row) throw refuse('gateway_not_found', { id });
  return toGateway(row, core.clock());
}

/** The new one's id and its secret, which is told this once. */
export async function createGateway(
  core: Core,
  actor: Actor,
  fields: GatewayFields,
): Promise<{ readonly id: number; readonly secret: string }> {
  requireMay(actor, 'payment-gateways.manage');
  const { name = '', enabled = true, networks = [] } = checked({ name: '', ...fields });
  const secret = newSigningSecret();
  const id = await write(core, actor, { type: 'payment_gateway.create', request: fields }, async (tx) => {
    const { domainId } = actor;
    await tx.sql`select from domain where id = ${domainId} for no key update`;
    if ((await listGateways(tx.sql, domainId)).length >= MOST_GATEWAYS)
      throw refuse('gateways_too_many', { limit: MOST_GATEWAYS });
    const [row] = await tx.sql<{ id: number }[]>`
      insert into payment_gateway (domain_id, name, enabled, networks)
      values (${domainId}, ${name}, ${enabled}, ${[...networks]}::text[]::cidr[]) returning id`;
    const gatewayId = row?.id ?? 0;
    const sealed = core.sealer.seal(secretLabel(gatewayId), secret);
    await tx.sql`update payment_gateway set secret_sealed = ${sealed} where id = ${gatewayId}`;
    noted(tx, { gateway: [null, name] });
    return gatewayId;
  });
  return { id, secret };
}

export async function changeGateway(core: Core, actor: Actor, id: number, fields: GatewayFields): Promise<Gateway> {
  requireMay(actor, 'payment-gateways.manage');
  const change = present(checked(fields));
  await write(core, actor, { type: 'payment_gateway.change', request: fields }, async (tx) => {
    const before = await requireGateway(tx, id);
    const after = { ...before, ...change };
    await tx.sql`
      update payment_gateway set name = ${after.name}, enabled = ${after.enabled}, networks = ${[...after.networks]}::text[]::cidr[]
      where id = ${id}`;
    const changes = Object.entries(differences<object>(before, change));
    noted(tx, Object.fromEntries(changes.map(([field, values]) => [`gateway.${before.name}.${field}`, values])));
  });
  return await gatewayById(core, actor, id);
}

/** Makes a new secret, which is told this once; the one before it stays good for a day. */
export async function rotateGatewaySecret(core: Core, actor: Actor, id: number): Promise<string> {
  requireMay(actor, 'payment-gateways.manage');
  const secret = newSigningSecret();
  await write(core, actor, { type: 'payment_gateway.rotate' }, async (tx) => {
    const { name } = await requireGateway(tx, id);
    const until = new Date(core.clock().getTime() + BOTH_SECRETS_MS);
    await tx.sql`
      update payment_gateway set former_secret_sealed = secret_sealed, former_until = ${until},
        secret_sealed = ${core.sealer.seal(secretLabel(id), secret)}
      where id = ${id}`;
    noted(tx, { [`gateway.${name}.secret`]: ['***', '*** (new)'] });
  });
  return secret;
}

/** Once payments came through it, it stays: their ids in the ledger are by its id. */
export async function deleteGateway(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'payment-gateways.manage');
  await write(core, actor, { type: 'payment_gateway.delete' }, async (tx) => {
    const { name } = await requireGateway(tx, id);
    const [used] = await tx.sql`select from gateway_payment where gateway_id = ${id} limit 1`;
    if (used) throw refuse('gateway_has_payments');
    await tx.sql`delete from gateway_conflict where gateway_id = ${id}`;
    await tx.sql`delete from payment_gateway where id = ${id}`;
    noted(tx, { gateway: [name, null] });
  });
}

async function requireGateway(tx: Write, id: number): Promise<StoredGateway> {
  const { domainId } = tx.actor;
  await tx.sql`select from payment_gateway where id = ${id} and domain_id = ${domainId} for update`;
  const gateway = await findGateway(tx.sql, domainId, id);
  if (!gateway) throw refuse('gateway_not_found', { id });
  return gateway;
}

/** Gateways are settings of the domain: that is where its audit has them. */
function noted(tx: Write, changes: Readonly<Record<string, readonly [unknown, unknown]>>): void {
  tx.changed({ action: 'change', objectKind: 'domain', objectId: tx.actor.domainId, changes });
}

function checked(fields: GatewayFields): GatewayFields {
  const name = fields.name?.trim();
  checkText('name', name, 100, 1);
  const { networks } = fields;
  if (networks && networks.length > MOST_NETWORKS)
    throw invalid('networks', 'networks_too_many', { count: networks.length, limit: MOST_NETWORKS });
  return {
    name,
    enabled: fields.enabled,
    networks: networks?.map((network) => networkText('networks', network)),
  };
}

const toGateway = (row: StoredGateway, now: Date): Gateway => ({
  id: row.id,
  name: row.name,
  enabled: row.enabled,
  networks: row.networks,
  formerSecretUntil: row.formerSecretUntil !== null && row.formerSecretUntil > now ? row.formerSecretUntil : null,
  lastUsedAt: row.lastUsedAt,
  createdAt: row.createdAt,
});
