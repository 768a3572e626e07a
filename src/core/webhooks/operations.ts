import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { HTTP_SCHEMES } from '../egress/policy.ts';
import { invalid, refuse } from '../errors.ts';
import { WANTABLE } from '../events/event-types.ts';
import { additions, checkText, differences, pick, present, trimmed } from '../fields.ts';
import { splitUrl } from '../secrets/mask.ts';
import { type Write, write } from '../write.ts';
import {
  BOTH_SECRETS_HOURS,
  type EndpointFields,
  MAX_ENDPOINTS,
  newSecret,
  secretLabel,
  urlLabel,
  type WebhookEndpoint,
} from './endpoint.ts';
import { countLocked, lockEndpoint, selectEndpoints } from './queries.ts';

/** An endpoint with its secret, which is told here and never again. */
export interface WithSecret {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

/** All of them: a domain has at most twenty. Administrators only, as everything here. */
export async function endpoints(core: Core, actor: Actor): Promise<readonly WebhookEndpoint[]> {
  requireMay(actor, 'webhooks.manage');
  return await selectEndpoints(reader(core), actor.domainId, core.clock());
}

export async function endpoint(core: Core, actor: Actor, id: number): Promise<WebhookEndpoint> {
  requireMay(actor, 'webhooks.manage');
  const [found] = await selectEndpoints(reader(core), actor.domainId, core.clock(), id);
  if (!found) throw refuse('webhook_not_found', { id });
  return found;
}

/** It hears of what happens from now on. */
export async function createEndpoint(core: Core, actor: Actor, asked: EndpointFields): Promise<WithSecret> {
  requireMay(actor, 'webhooks.manage');
  const { url = '', description = '', types = [], enabled = true } = checked(core, { url: '', types: [], ...asked });
  if (url.includes('***')) throw invalid('url', 'settings_mask');
  const secret = newSecret();
  const shown = splitUrl(url).shown;
  const intent = {
    type: 'webhook.create' as const,
    subject: shown,
    request: { url: shown, description, types, enabled },
  };
  const id = await write(core, actor, intent, async (tx) => {
    if ((await countLocked(tx.sql, actor.domainId)) >= MAX_ENDPOINTS)
      throw refuse('webhook_limit', { limit: MAX_ENDPOINTS });
    const [row] = await tx.sql<{ id: number }[]>`
      insert into webhook_endpoint (domain_id, url, description, types, enabled)
      values (${actor.domainId}, ${shown}, ${description}, ${[...types]}::text[], ${enabled}) returning id`;
    const made = row?.id ?? 0;
    await tx.sql`
      update webhook_endpoint set url_sealed = ${core.sealer.seal(urlLabel(made), url)},
        secret_sealed = ${core.sealer.seal(secretLabel(made), secret)} where id = ${made}`;
    note(tx, 'create', made, additions({ url: shown, description, types, enabled, secret: '***' }));
    return made;
  });
  return { endpoint: await endpoint(core, actor, id), secret };
}

/** What waits already goes where the endpoint leads now. Switched off, it is told of nothing new, and what waits stays. */
export async function changeEndpoint(
  core: Core,
  actor: Actor,
  id: number,
  asked: EndpointFields,
): Promise<WebhookEndpoint> {
  requireMay(actor, 'webhooks.manage');
  const change = checked(core, asked);
  const shown = change.url === undefined ? undefined : splitUrl(change.url).shown;
  const named = { ...change, ...(shown === undefined ? {} : { url: shown }) };
  await write(core, actor, { type: 'webhook.change', subject: `webhook ${id}`, request: named }, async (tx) => {
    const before = await lockEndpoint(tx.sql, actor.domainId, id);
    const kept = change.url === before.url;
    if (!kept && change.url?.includes('***')) throw invalid('url', 'settings_mask');
    const url = kept || change.url === undefined ? {} : { urlSealed: core.sealer.seal(urlLabel(id), change.url) };
    const { types, ...plain } = named;
    const on = change.enabled === true ? { offBecause: null } : {};
    const row = { ...plain, ...url, ...on };
    if (Object.keys(row).length > 0) await tx.sql`update webhook_endpoint set ${tx.sql(row)} where id = ${id}`;
    if (types) await tx.sql`update webhook_endpoint set types = ${[...types]}::text[] where id = ${id}`;
    note(tx, 'change', id, { ...differences<EndpointFields>(before, named), ...credentials(before.url, shown, url) });
  });
  return await endpoint(core, actor, id);
}

/** The same address with another password is shown alike. */
const credentials = (before: string, shown: string | undefined, url: object) =>
  shown === before && Object.keys(url).length > 0 ? { url: [before, `${shown} (new credentials)`] as const } : {};

/** The secret before it signs beside the new one for 24 hours. */
export async function rotateSecret(core: Core, actor: Actor, id: number): Promise<WithSecret> {
  requireMay(actor, 'webhooks.manage');
  const secret = newSecret();
  await write(core, actor, { type: 'webhook.rotate', subject: `webhook ${id}` }, async (tx) => {
    const { secretSealed } = await lockEndpoint(tx.sql, actor.domainId, id);
    const until = new Date(core.clock().getTime() + BOTH_SECRETS_HOURS * 3_600_000);
    await tx.sql`
      update webhook_endpoint set secret_sealed = ${core.sealer.seal(secretLabel(id), secret)},
        previous_secret_sealed = ${secretSealed}, previous_secret_until = ${until} where id = ${id}`;
    note(tx, 'change', id, { secret: ['***', '*** (new)'] });
  });
  return { endpoint: await endpoint(core, actor, id), secret };
}

/** Nothing is sent to it any more. Its deliveries go with their events, as they grow old: there may be a million. */
export async function deleteEndpoint(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'webhooks.manage');
  await write(core, actor, { type: 'webhook.delete', subject: `webhook ${id}` }, async (tx) => {
    const { url } = await lockEndpoint(tx.sql, actor.domainId, id);
    await tx.sql`delete from webhook_endpoint where id = ${id}`;
    note(tx, 'delete', id, { url: [url, null] });
  });
}

function note(
  tx: Write,
  action: 'create' | 'change' | 'delete',
  objectId: number,
  changes: Record<string, readonly [unknown, unknown]>,
): void {
  tx.changed({ action, objectKind: 'webhook', objectId, changes });
  tx.touched('webhook', objectId);
}

function checked(core: Core, asked: EndpointFields): EndpointFields {
  const fields = present(pick(trimmed(asked, ['url', 'description']), ['url', 'description', 'types', 'enabled']));
  checkText('url', fields.url, 2000);
  checkText('description', fields.description, 255);
  if (fields.url !== undefined) core.egress.checkUrl('url', fields.url, HTTP_SCHEMES);
  if (fields.types === undefined) return fields;
  if (fields.types.length === 0) throw invalid('types', 'webhook_types_missing');
  const unknown = fields.types.find((type) => !WANTABLE.has(type));
  if (unknown !== undefined) throw invalid('types', 'webhook_type_unknown', { type: unknown });
  return { ...fields, types: [...new Set(fields.types)] };
}
