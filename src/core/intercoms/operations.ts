import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { refuseOverwriting } from '../audit/meanwhile.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, differences, pick } from '../fields.ts';
import { afterId, COUNT_CAP, type Page, type PageRequest, toPage } from '../page.ts';
import { KEY_MODELS, takesDoorSeconds } from '../panels/panel.ts';
import { type Write, write } from '../write.ts';
import { CONNECTIONS } from './connection.ts';
import type { Intercom, IntercomCard, IntercomChange, IntercomFilter, IntercomSettings } from './intercom.ts';
import { countIntercoms, findIntercom, flatsBeyond, holdSettings, listIntercoms } from './queries.ts';

const FIELDS = [
  'connection',
  'calls',
  'doorSeconds',
  'restrictLive',
  'restrictArchive',
  'flatFrom',
  'flatTo',
] as const satisfies readonly (keyof IntercomSettings)[];

/** The intercoms of the domain, by id. */
export async function intercomPage(
  core: Core,
  actor: Actor,
  { after, limit, ...filter }: IntercomFilter & Pick<PageRequest, 'after' | 'limit'>,
): Promise<Page<Intercom>> {
  requireMay(actor, 'intercoms.read');
  const asked = { ...filter, after: afterId(after), limit: limit + 1 };
  return toPage(await listIntercoms(listReader(core), actor.domainId, asked), limit, ({ id }) => id);
}

export async function intercomCount(core: Core, actor: Actor, filter: IntercomFilter): Promise<number> {
  requireMay(actor, 'intercoms.read');
  return await countIntercoms(listReader(core), actor.domainId, filter, COUNT_CAP);
}

/** By the id of its camera. Not found: the camera is no intercom, or another domain's. */
export async function intercomById(core: Core, actor: Actor, id: number): Promise<IntercomCard> {
  requireMay(actor, 'intercoms.read');
  const row = await findIntercom(reader(core), actor.domainId, id);
  if (!row) throw refuse('intercom_not_found', { id });
  const { reachable, ...card } = row;
  const { model } = row;
  const keepsKeys = reachable && model !== null && KEY_MODELS.includes(model);
  const collectingUntil = card.collectingUntil && card.collectingUntil > core.clock() ? card.collectingUntil : null;
  return { ...card, collectingUntil, keepsKeys, takesDoorSeconds: takesDoorSeconds(model) };
}

/**
 * Changes what all flats of the intercom have; absent fields stay, and so do the settings of single flats. `was`: what the
 * caller saw, see `refuseOverwriting`.
 */
export async function changeIntercom(
  core: Core,
  actor: Actor,
  id: number,
  asked: IntercomChange,
  was: IntercomChange = {},
): Promise<IntercomCard> {
  requireMay(actor, 'intercoms.manage');
  const fields = pick(asked, FIELDS);
  check(fields);
  const intent = { type: 'intercom.change' as const, subject: `camera ${id}`, request: fields };
  await write(core, actor, intent, async (tx) => {
    const before = await holdSettings(tx.sql, actor.domainId, id);
    if (!before) throw refuse('intercom_not_found', { id });
    const seen = { was: pick(was, FIELDS), now: { ...before }, wanted: fields };
    await refuseOverwriting(tx, { kind: 'camera', id, ...seen });
    await checkRange(tx, id, before, { ...before, ...fields });
    if (Object.keys(fields).length > 0) await tx.sql`update panel set ${tx.sql(fields)} where camera_id = ${id}`;
    const changes = differences<IntercomSettings>(before, fields);
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
    tx.touched('camera', id);
  });
  return await intercomById(core, actor, id);
}

function check({ connection, doorSeconds, flatFrom, flatTo }: IntercomChange): void {
  if (connection !== undefined && !CONNECTIONS.includes(connection))
    throw invalid('connection', 'choice_unknown', { choices: CONNECTIONS });
  checkInteger('doorSeconds', doorSeconds, 1, 60);
  checkInteger('flatFrom', flatFrom, 1);
  checkInteger('flatTo', flatTo, 1);
}

/** A range has both ends, and leaves no linked flat outside. */
async function checkRange(tx: Write, id: number, before: IntercomSettings, after: IntercomSettings): Promise<void> {
  const { flatFrom: from, flatTo: to } = after;
  if ((from === null) !== (to === null)) throw invalid(from === null ? 'flatFrom' : 'flatTo', 'flat_range_half');
  if (from === null || to === null) return;
  if (from > to) throw invalid('flatTo', 'flat_range_reversed');
  if (from === before.flatFrom && to === before.flatTo) return;
  const { count, first } = await flatsBeyond(tx.sql, id, { from, to });
  if (count > 0)
    throw invalid(from !== before.flatFrom ? 'flatFrom' : 'flatTo', 'flat_range_leaves', { count, flat: first ?? '' });
}
