import type { Sql, Tx } from '../../db/sql.ts';
import type { Core } from '../core.ts';
import { KEY_MODELS, type PanelModel, type PanelSecrets } from '../panels/panel.ts';
import { placeOf } from '../panels/place.ts';
import { passwordLabel } from '../panels/queries.ts';
import { networksOfCamera } from '../panels/reach.ts';

/** A device that is no panel of ours any more, or not there: its keys are taken off as long as it can be reached. */
export interface RemovedPanel {
  readonly id: number;
  readonly panel: PanelSecrets;
  readonly networks: readonly string[];
  readonly digits: readonly string[];
  readonly attempts: number;
}

const CLAIM_SECONDS = 120;
const WAIT_SECONDS = [5, 30, 300, 1800] as const;
const LAST_WAIT_SECONDS = 6 * 3600;
/** Of about a week: what was thrown away does not answer, and nobody waits for it. */
const MAX_ATTEMPTS = 30;

/** Before panels go: what they have is noted, with what is needed to take it off. */
export async function leavePanels(sql: Tx, cameraIds: readonly number[]): Promise<void> {
  await sql`
    insert into panel_leaving (domain_id, camera_id, model, address, login, password_sealed, digits)
    select p.domain_id, p.camera_id, p.model, p.address, p.login, p.password_sealed, array_agg(h.digits order by h.digits)
    from panel p join panel_key h on h.camera_id = p.camera_id
    where p.camera_id = any(${[...cameraIds]}::int[]) and p.model = any(${[...KEY_MODELS]}::text[]) and p.address <> ''
      and (h.written_at is not null or h.attempts > 0 or not h.wanted)
    group by p.camera_id`;
}

/** What a panel is after its change. */
interface Placed {
  readonly model: PanelModel | null;
  readonly address: string;
}

/**
 * Before a panel is another one: one that stands elsewhere gets all of its keys, and the device that it was loses them.
 * Another password or model at the same place: everything is tried again at once.
 */
export async function replacePanel(sql: Tx, cameraId: number, before: Placed, after: Placed): Promise<void> {
  const elsewhere = placeOf(after.address) !== placeOf(before.address);
  const keeps = after.model !== null && KEY_MODELS.includes(after.model) && after.address !== '';
  if (elsewhere || !keeps) {
    await leavePanels(sql, [cameraId]);
    await sql`delete from panel_key where camera_id = ${cameraId} and (not wanted or not ${keeps}::boolean)`;
    await sql`
      update panel_key set written_at = null, attempts = 0, error = null, next_attempt_at = now(), updated_at = clock_timestamp()
      where camera_id = ${cameraId}`;
    return;
  }
  await sql`
    update panel_key set next_attempt_at = now(), updated_at = clock_timestamp()
    where camera_id = ${cameraId} and (next_attempt_at is not null or ${after.model !== before.model}::boolean)`;
}

interface RemovedPanelRow extends Pick<RemovedPanel, 'id' | 'digits' | 'attempts'> {
  readonly domainId: number;
  readonly cameraId: number;
  readonly model: PanelModel;
  readonly address: string;
  readonly login: string;
  readonly passwordSealed: Uint8Array | null;
}

/** Takes some for this process alone; what a panel of today wants at the same place is left there. */
export async function claimLeaving(core: Core, limit: number): Promise<readonly RemovedPanel[]> {
  const rows = await core.sql<RemovedPanelRow[]>`
    update panel_leaving v set next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
    where id in (
      select id from panel_leaving where next_attempt_at <= now() order by next_attempt_at limit ${limit} for update skip locked)
    returning id, domain_id, camera_id, model, address, login, password_sealed, digits, attempts`;
  if (rows.length === 0) return [];
  const stays = await wantedAt(core, [...new Set(rows.flatMap(({ digits }) => digits))]);
  const claimed = await Promise.all(rows.map(async (row) => await leaving(core, row, stays)));
  return claimed.filter((one) => one !== undefined);
}

/** Undefined: it cannot be asked. */
async function leaving(
  core: Core,
  row: RemovedPanelRow,
  stays: ReadonlySet<string>,
): Promise<RemovedPanel | undefined> {
  const { id, attempts, cameraId, model, address, login, passwordSealed } = row;
  const digits = row.digits.filter((one) => !stays.has(keyAt({ ...row, digits: one })));
  try {
    const password = passwordSealed === null ? null : core.sealer.open(passwordLabel(cameraId), passwordSealed);
    const panel = { ...NOTHING_ELSE, cameraId, model, address, login, password, hasPassword: password !== null };
    return { id, digits, attempts, networks: await networksOfCamera(core.sql, cameraId), panel };
  } catch (cause) {
    core.log.error(
      { cause, cameraId },
      'the password of a former panel cannot be opened: another SECRET_KEY sealed it',
    );
    await markLeavingFailed(core.sql, row, 'The password of the panel cannot be opened');
    return undefined;
  }
}

/** Where these keys are to be. */
async function wantedAt(core: Core, digits: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await core.sql<{ domainId: number; address: string; digits: string }[]>`
    select p.domain_id, p.address, h.digits from panel p join panel_key h on h.camera_id = p.camera_id
    where h.digits = any(${[...digits]}::text[]) and h.wanted`;
  return new Set(rows.map(keyAt));
}

const keyAt = (of: { readonly domainId: number; readonly address: string; readonly digits: string }): string =>
  `${of.domainId} ${placeOf(of.address)} ${of.digits}`;

const NOTHING_ELSE = { sipId: null, sipPassword: null, hasSipPassword: false, dtmf: null, monitorId: null };

/** What is off; nothing left: it is forgotten. */
export async function markLeft(sql: Sql, { id }: RemovedPanel, left: readonly string[]): Promise<void> {
  if (left.length === 0) await sql`delete from panel_leaving where id = ${id}`;
  else await sql`update panel_leaving set digits = ${[...left]} where id = ${id}`;
}

/** Tried again later, and in the end given up. */
export async function markLeavingFailed(
  sql: Sql,
  { id, attempts }: Pick<RemovedPanel, 'id' | 'attempts'>,
  error: string,
): Promise<void> {
  if (attempts + 1 >= MAX_ATTEMPTS) {
    await sql`delete from panel_leaving where id = ${id}`;
    return;
  }
  await sql`
    update panel_leaving set attempts = attempts + 1, error = ${error.slice(0, 500)},
      next_attempt_at = now() + make_interval(secs => ${WAIT_SECONDS[attempts] ?? LAST_WAIT_SECONDS})
    where id = ${id}`;
}
