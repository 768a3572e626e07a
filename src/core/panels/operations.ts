import { requireMay } from '../access/may.ts';
import { taken } from '../access/taken.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { requireInside, requireNameInside } from '../doors/inside.ts';
import { FAKE_DOOR, HTTP_SCHEMES } from '../egress/policy.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, checkText, pick, trimmed } from '../fields.ts';
import { leavePanels, replacePanel } from '../keys/removed-panels.ts';
import { type Write, write } from '../write.ts';
import { PANEL_MODELS, type Panel, type PanelFields, type PanelSecrets } from './panel.ts';
import { urlOf } from './place.ts';
import { findPanelSecrets, findPanels, passwordLabel, sipPasswordLabel } from './queries.ts';

const PLAIN = ['model', 'address', 'login', 'sipId', 'dtmf', 'monitorId'] as const satisfies readonly (keyof Panel)[];

/** Undefined: the camera is there and no intercom. */
export async function panelOf(core: Core, actor: Actor, cameraId: number): Promise<Panel | undefined> {
  requireMay(actor, 'intercoms.read');
  await requireCamera(core, actor, cameraId);
  return (await findPanels(reader(core), actor.domainId, [cameraId])).get(cameraId);
}

/** By camera; those that are no intercoms are left out. */
export async function panelsOf(
  core: Core,
  actor: Actor,
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, Panel>> {
  requireMay(actor, 'intercoms.read');
  return await findPanels(listReader(core), actor.domainId, cameraIds);
}

/** With their passwords, for those who are owed them. */
export async function panelSecretsOf(
  core: Core,
  actor: Actor,
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, PanelSecrets>> {
  requireMay(actor, 'secrets.read');
  return await findPanelSecrets(listReader(core), core.sealer, actor.domainId, cameraIds);
}

/** Makes an intercom of the camera, or changes it: absent fields stay, a password of null or '' goes. */
export async function setPanel(core: Core, actor: Actor, cameraId: number, asked: PanelFields): Promise<Panel> {
  requireMay(actor, 'intercoms.manage');
  const fields = trimmed(asked, ['address']);
  check(core, fields);
  const networks = await requireCamera(core, actor, cameraId);
  await requireNameInside(core, 'address', urlOf(fields.address ?? ''), networks);
  await write(core, actor, { type: 'panel.set', subject: `camera ${cameraId}`, request: fields }, async (tx) => {
    const inside = await lockCamera(tx, cameraId);
    requireInside(core, 'address', urlOf(fields.address ?? ''), inside);
    const before = (await findPanelSecrets(tx.sql, core.sealer, actor.domainId, [cameraId])).get(cameraId);
    await refuseTaken(tx, cameraId, fields);
    const row = columns(tx, cameraId, fields);
    await tx.sql`
      insert into panel ${tx.sql({ ...row, cameraId, domainId: actor.domainId })}
      on conflict (camera_id) do nothing`;
    if (before) {
      const after = { model: before.model, address: before.address, ...pick(fields, ['model', 'address']) };
      await replacePanel(tx.sql, cameraId, before, after);
    }
    if (before && Object.keys(row).length > 0)
      await tx.sql`update panel set ${tx.sql(row)} where camera_id = ${cameraId}`;
    tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, changes: changesOf(before, fields) });
    tx.touched('door', cameraId);
  });
  const panel = await panelOf(core, actor, cameraId);
  if (!panel) throw refuse('panel_not_found', { id: cameraId });
  return panel;
}

/** The camera stays, as one that is no intercom. */
export async function removePanel(core: Core, actor: Actor, cameraId: number): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  await write(core, actor, { type: 'panel.remove', subject: `camera ${cameraId}` }, async (tx) => {
    await lockCamera(tx, cameraId);
    await leavePanels(tx.sql, [cameraId]);
    const gone = await tx.sql<{ model: string | null; address: string }[]>`
      delete from panel where camera_id = ${cameraId} returning model, address`;
    const [panel] = gone;
    if (!panel) throw refuse('panel_not_found', { id: cameraId });
    const changes = { panel: [panel.address || (panel.model ?? true), null] as const };
    tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, changes });
    tx.touched('door', cameraId);
    // What it restricted is restricted no more.
    tx.touched('camera', cameraId);
  });
}

function check(core: Core, fields: PanelFields): void {
  const { model, address } = fields;
  if (model !== undefined && model !== null && !PANEL_MODELS.includes(model))
    throw invalid('model', 'choice_unknown', { choices: PANEL_MODELS });
  checkText('address', address, 255);
  if (address && address !== FAKE_DOOR) {
    if (!/^(https?:\/\/)?[^/?#@\s]+\/?$/i.test(address)) throw invalid('address', 'panel_address_malformed');
    core.egress.checkUrl('address', urlOf(address), HTTP_SCHEMES);
  }
  checkText('login', fields.login, 255);
  for (const name of ['password', 'sipPassword'] as const) checkText(name, fields[name], 255);
  checkText('dtmf', fields.dtmf, 32);
  if (fields.dtmf && !/^[0-9A-D*#]+$/i.test(fields.dtmf)) throw invalid('dtmf', 'dtmf_malformed');
  for (const name of ['sipId', 'monitorId'] as const) checkInteger(name, fields[name], 1);
}

function columns(tx: Write, cameraId: number, fields: PanelFields): Record<string, unknown> {
  const { sealer } = tx.core;
  const { password, sipPassword } = fields;
  const row: Record<string, unknown> = pick(fields, PLAIN);
  if (password !== undefined) row.passwordSealed = password ? sealer.seal(passwordLabel(cameraId), password) : null;
  if (sipPassword !== undefined)
    row.sipPasswordSealed = sipPassword ? sealer.seal(sipPasswordLabel(cameraId), sipPassword) : null;
  return row;
}

/** One panel a SIP number in the domain; a race is settled by the index. */
async function refuseTaken(tx: Write, cameraId: number, { sipId, monitorId }: PanelFields): Promise<void> {
  const rows = await tx.sql<{ cameraId: number; sipId: number | null }[]>`
    select camera_id, sip_id from panel where domain_id = ${tx.actor.domainId} and camera_id <> ${cameraId}
      and (sip_id = ${sipId ?? null}::int or monitor_id = ${monitorId ?? null}::int) order by camera_id limit 1`;
  const [other] = rows;
  if (!other) return;
  const which = other.sipId !== null && other.sipId === sipId ? 'sip_id_taken' : 'monitor_id_taken';
  const id = (which === 'sip_id_taken' ? sipId : monitorId) ?? 0;
  const told = refuse(`${which}_by`, { id, cameraId: other.cameraId }, { existingId: other.cameraId });
  throw taken(tx.actor, told, refuse(which, { id }));
}

type Changes = Record<string, readonly [unknown, unknown]>;

function changesOf(before: PanelSecrets | undefined, fields: PanelFields): Changes {
  const changes: Changes = before ? {} : { panel: [null, true] };
  for (const name of PLAIN)
    if (fields[name] !== undefined) changes[`panel.${name}`] = [before?.[name] || null, fields[name] || null];
  return { ...changes, ...passwordChanges(before, fields) };
}

function passwordChanges(before: PanelSecrets | undefined, fields: PanelFields): Changes {
  const changes: Changes = {};
  for (const name of ['password', 'sipPassword'] as const) {
    const was = before?.[name] ?? null;
    const is = fields[name];
    if (is === undefined || (is || null) === was) continue;
    changes[`panel.${name}`] = [was ? '***' : null, is ? '*** (new)' : null];
  }
  return changes;
}

/** Its organization's networks. */
async function requireCamera(core: Core, actor: Actor, id: number): Promise<readonly string[]> {
  const [row] = await reader(core)<{ networks: string[] }[]>`
    select o.networks::text[] as networks from camera c join organization o on o.id = c.organization_id
    where c.id = ${id} and c.domain_id = ${actor.domainId}`;
  if (!row) throw refuse('camera_not_found', { id });
  return row.networks;
}

/** The same, held until the transaction ends. */
async function lockCamera(tx: Write, id: number): Promise<readonly string[]> {
  const [row] = await tx.sql<{ networks: string[] }[]>`
    select o.networks::text[] as networks from camera c join organization o on o.id = c.organization_id
    where c.id = ${id} and c.domain_id = ${tx.actor.domainId} for no key update of c`;
  if (!row) throw refuse('camera_not_found', { id });
  return row.networks;
}
