import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkText, differences, pick } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { afterId, type Page, type PageRequest, toPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { settlePanelKeys } from './desired-keys.ts';
import { holdKeys } from './hold.ts';
import type { AccessKey, KeyFields } from './key.ts';

/** The keys of a contract, oldest first; `search`: a part of the digits or the comment. Not found for other contracts' people. */
export async function keysOf(
  core: Core,
  actor: Actor,
  organizationId: number,
  page: Pick<PageRequest, 'after' | 'limit' | 'search'> = { limit: 1000 },
): Promise<Page<AccessKey>> {
  await requireOrganization(core, actor, organizationId);
  const user = await scopeOf(core, actor);
  if (user && !ownOrganizations(user).includes(organizationId))
    throw refuse('organization_not_found', { id: organizationId });
  const sql = listReader(core);
  const search = (page.search ?? '').trim().toLowerCase();
  const rows = await sql<AccessKey[]>`
    ${selectKeys(sql)} where k.organization_id = ${organizationId} and k.id > ${afterId(page.after)}
      ${search === '' ? sql`` : sql`and position(${search} in lower(k.digits || ' ' || k.comment)) > 0`}
    order by k.id limit ${page.limit + 1}`;
  return toPage(rows, page.limit, (key) => key.id);
}

/** Gives a contract a key; one that it has already is no error, and gets the comment when one is given. */
export async function addKey(
  core: Core,
  actor: Actor,
  organizationId: number,
  fields: KeyFields & { readonly digits: string },
): Promise<AccessKey> {
  requireMay(actor, 'keys.manage');
  const digits = normalDigits(fields.digits);
  check(fields);
  const { comment: text = '', validFrom = null, validUntil = null } = fields;
  await requireOrganization(core, actor, organizationId);
  const subject = `organization ${organizationId}`;
  return await write(core, actor, { type: 'key.add', subject, request: fields }, async (tx) => {
    await holdKeys(tx, [digits]);
    await tx.sql`select from organization where id = ${organizationId} for key share`;
    const [made] = await tx.sql<{ id: number }[]>`
      insert into access_key (domain_id, organization_id, digits, comment, valid_from, valid_until)
      values (${actor.domainId}, ${organizationId}, ${digits}, ${text}, ${validFrom}, ${validUntil})
      on conflict (organization_id, digits) do nothing returning id`;
    if (made) {
      const times = additions({ validFrom, validUntil });
      const changes = { ...times, digits: [null, digits], organizationId: [null, organizationId] } as const;
      tx.changed({ action: 'create', objectKind: 'access_key', objectId: made.id, changes });
    }
    if (!made) await update(tx, organizationId, { digits }, stated(fields));
    await settlePanelKeys(tx.sql, { digits: [digits] });
    const [key] = await tx.sql<AccessKey[]>`
      ${selectKeys(tx.sql)} where k.organization_id = ${organizationId} and k.digits = ${digits}`;
    if (!key) throw refuse('organization_not_found', { id: organizationId });
    return key;
  });
}

/** Changes the comment or the time of a key; a key outside of its time is taken off the panels by the worker. */
export async function changeKey(
  core: Core,
  actor: Actor,
  organizationId: number,
  id: number,
  fields: KeyFields,
): Promise<AccessKey> {
  requireMay(actor, 'keys.manage');
  check(fields);
  await requireOrganization(core, actor, organizationId);
  const intent = { type: 'key.change' as const, subject: `organization ${organizationId}`, request: { id, ...fields } };
  return await write(core, actor, intent, async (tx) => {
    const digits = await digitsOf(tx, organizationId, id);
    await holdKeys(tx, [digits]);
    await update(tx, organizationId, { id }, fields);
    await settlePanelKeys(tx.sql, { digits: [digits] });
    const [key] = await tx.sql<AccessKey[]>`
      ${selectKeys(tx.sql)} where k.organization_id = ${organizationId} and k.id = ${id}`;
    if (!key) throw refuse('key_not_found', { id });
    return key;
  });
}

/** By its id or its digits. Not found: the contract has none such. It goes off panels where no other contract has it. */
export async function removeKey(
  core: Core,
  actor: Actor,
  organizationId: number,
  which: { readonly id: number } | { readonly digits: string },
): Promise<void> {
  requireMay(actor, 'keys.manage');
  const condition = 'id' in which ? { id: which.id } : { digits: normalDigits(which.digits) };
  await requireOrganization(core, actor, organizationId);
  const subject = `organization ${organizationId}`;
  await write(core, actor, { type: 'key.remove', subject, request: which }, async (tx) => {
    const digits = 'digits' in condition ? condition.digits : await digitsOf(tx, organizationId, condition.id);
    await holdKeys(tx, [digits]);
    const [gone] = await tx.sql<{ id: number; digits: string }[]>`
      delete from access_key where organization_id = ${organizationId} and digits = ${digits} returning id, digits`;
    if (!gone) throw refuse('some_key_not_found');
    const changes = { digits: [gone.digits, null], organizationId: [organizationId, null] } as const;
    tx.changed({ action: 'delete', objectKind: 'access_key', objectId: gone.id, changes });
    await settlePanelKeys(tx.sql, { digits: [gone.digits] });
  });
}

const selectKeys = (sql: Db) => sql`
  select k.id, k.organization_id, k.digits, k.comment, k.created_at, k.valid_from, k.valid_until, count.panels, count.written
  from access_key k, lateral (
    select count(*)::int as panels, count(*) filter (where h.written_at is not null and h.next_attempt_at is null)::int as written
    from panel_key h join panel p on p.camera_id = h.camera_id
    where h.digits = k.digits and h.wanted and p.domain_id = k.domain_id) as count`;

async function digitsOf(tx: Write, organizationId: number, id: number): Promise<string> {
  const [key] = await tx.sql<{ digits: string }[]>`
    select digits from access_key where organization_id = ${organizationId} and id = ${id}`;
  if (!key) throw refuse('key_not_found', { id });
  return key.digits;
}

/** What a repeat says anew: an empty comment is none. */
const stated = ({ comment, ...times }: KeyFields): KeyFields => (comment ? { comment, ...times } : times);

const FIELDS = ['comment', 'validFrom', 'validUntil'] as const;

async function update(
  tx: Write,
  organizationId: number,
  which: { readonly id: number } | { readonly digits: string },
  fields: KeyFields,
): Promise<void> {
  const row = pick(fields, FIELDS);
  if (Object.keys(row).length === 0) return;
  const { sql } = tx;
  const [before] = await sql<(Required<KeyFields> & { id: number })[]>`
    select id, comment, valid_from, valid_until from access_key
    where organization_id = ${organizationId} and ${'id' in which ? sql`id = ${which.id}` : sql`digits = ${which.digits}`} for update`;
  if (!before) return;
  const { validFrom, validUntil } = { ...before, ...row };
  if (validFrom && validUntil && validFrom >= validUntil) throw invalid('validUntil', 'key_time_reversed');
  await sql`update access_key set ${sql(row)} where id = ${before.id}`;
  const changes = differences<KeyFields>(before, row);
  tx.changed({ action: 'change', objectKind: 'access_key', objectId: before.id, organizationId, changes });
}

function check({ comment, validFrom, validUntil }: KeyFields): void {
  checkText('comment', comment, 500);
  if (validFrom && validUntil && validFrom >= validUntil) throw invalid('validUntil', 'key_time_reversed');
}

/** Normalizes the digits of a key to small letters; throws for anything but hexadecimal. */
function normalDigits(digits: string): string {
  const small = digits.trim().toLowerCase();
  if (!/^[0-9a-f]{1,30}$/.test(small)) throw invalid('digits', 'key_malformed');
  return small;
}
