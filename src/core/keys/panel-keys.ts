import type { Db, Sql } from '../../db/sql.ts';
import { transaction } from '../../db/transaction.ts';
import type { Core } from '../core.ts';
import type { PanelSecrets } from '../panels/panel.ts';
import { findPanelSecrets } from '../panels/queries.ts';
import { networksOfCamera } from '../panels/reach.ts';
import { forgetUnkept, settlePanelKeys } from './desired-keys.ts';

/** A panel that this process alone talks to for a while, and what it has to do there. */
export interface ClaimedPanel {
  readonly cameraId: number;
  /** Undefined: gone, or not to be talked to. */
  readonly panel: PanelSecrets | undefined;
  readonly networks: readonly string[];
  readonly keys: readonly DueKey[];
}

export interface DueKey {
  readonly cameraId: number;
  readonly digits: string;
  readonly apartment: number | null;
  /** False: it is to be taken off. */
  readonly wanted: boolean;
  /** The panel may have it already: it is taken off before it is written. */
  readonly perhapsThere: boolean;
  /** Of the row: whoever marks another one, changed since, marks nothing. */
  readonly version: string;
}

/** Longer than a worker stays with one panel: one that died is followed after this. */
const CLAIM_SECONDS = 120;
const MAX_KEYS = 100;
/** After each failure; then the last for ever, because a panel that is away for a week comes back. */
const WAIT_SECONDS = [5, 30, 300, 1800] as const;
const LAST_WAIT_SECONDS = 6 * 3600;
const MAX_PASSES = 5;

/**
 * What every panel is to have, compared with what it has. A pass that changed something is followed by another: what
 * was committed while it ran, by whoever adds or removes a key, was not in its picture.
 */
export async function settleAllPanelKeys(core: Core): Promise<void> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const changed = await transaction(core.sql, async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended('panel keys', 0))`;
      await forgetUnkept(tx);
      return await settlePanelKeys(tx);
    });
    if (changed === 0) return;
  }
}

/** The same for what one contract's keys are on; for all when the contract is gone, and nobody knows its keys. */
export async function settlePanelKeysOf(core: Core, organizationId: number): Promise<void> {
  const [row] = await core.sql<{ digits: string[] }[]>`
    select array(select k.digits from access_key k where k.organization_id = o.id) as digits
    from organization o where o.id = ${organizationId}`;
  if (!row) return await settleAllPanelKeys(core);
  if (row.digits.length > 0) await transaction(core.sql, (tx) => settlePanelKeys(tx, { digits: row.digits }));
}

/**
 * Brings those keys to where their time says that has begun or ended since it was last looked, or within the last ten
 * minutes. Gives back when it looked, by the database's clock.
 */
export async function settleKeysInTime(core: Core, since: Date | undefined): Promise<Date> {
  const [row] = await core.sql<{ at: Date; digits: string[] }[]>`
    with span as (select coalesce(${since ?? null}::timestamptz, now() - interval '10 minutes') as since)
    select now() as at, array(
      select k.digits from access_key k, span where k.valid_from > span.since and k.valid_from <= now()
      union select k.digits from access_key k, span where k.valid_until > span.since and k.valid_until <= now()) as digits`;
  if (!row) throw new Error('A query without a row');
  if (row.digits.length > 0) await transaction(core.sql, (tx) => settlePanelKeys(tx, { digits: row.digits }));
  return row.at;
}

/** Takes panels with something to do for this process alone; other processes take others. */
export async function claimPanels(core: Core, limit: number): Promise<readonly ClaimedPanel[]> {
  const rows = await core.sql<{ cameraId: number; domainId: number }[]>`
    update panel set keys_busy_until = now() + make_interval(secs => ${CLAIM_SECONDS})
    where camera_id = any(array(
      select p.camera_id from panel p
      where p.camera_id in (select camera_id from panel_key where next_attempt_at <= now())
        and (p.keys_busy_until is null or p.keys_busy_until < now())
      limit ${limit} for update skip locked))
    returning camera_id, domain_id`;
  return await Promise.all(rows.map(async (row) => await claimed(core, row)));
}

async function claimed(
  core: Core,
  { cameraId, domainId }: { readonly cameraId: number; readonly domainId: number },
): Promise<ClaimedPanel> {
  // In this order: a panel that changes after its keys were read has made them all due anew.
  const keys = await core.sql<DueKey[]>`
    select camera_id, digits, apartment, wanted, attempts > 0 or written_at is not null as perhaps_there, updated_at::text as version
    from panel_key where camera_id = ${cameraId} and next_attempt_at <= now()
    order by wanted, next_attempt_at, digits limit ${MAX_KEYS}`;
  try {
    const panel = (await findPanelSecrets(core.sql, core.sealer, domainId, [cameraId])).get(cameraId);
    return { cameraId, panel, networks: await networksOfCamera(core.sql, cameraId), keys };
  } catch (cause) {
    core.log.error({ cause, cameraId }, 'the password of a panel cannot be opened: another SECRET_KEY sealed it');
    await markPanelFailed(core.sql, cameraId, 'The password of the panel cannot be opened: set it again');
    return { cameraId, panel: undefined, networks: [], keys: [] };
  }
}

/** Others may take it again. */
export async function releasePanel(sql: Sql, cameraId: number): Promise<void> {
  await sql`update panel set keys_busy_until = null where camera_id = ${cameraId}`;
}

/** The panel did what was wanted. */
export async function markDone(sql: Db, key: DueKey): Promise<void> {
  if (key.wanted)
    await sql`
      update panel_key set written_at = now(), attempts = 0, error = null, next_attempt_at = null, updated_at = clock_timestamp()
      where ${same(sql, key)}`;
  else await sql`delete from panel_key where ${same(sql, key)}`;
}

/** The panel refused this key: it is tried again later, the others go on. */
export async function markKeyFailed(sql: Db, key: DueKey, error: string): Promise<void> {
  await fail(sql, error, sql`${same(sql, key)}`);
}

/** The panel itself is away: nothing of what is due there is tried now. */
export async function markPanelFailed(sql: Db, cameraId: number, error: string): Promise<void> {
  await fail(sql, error, sql`camera_id = ${cameraId} and next_attempt_at <= now()`);
}

const fail = async (sql: Db, error: string, which: ReturnType<typeof same>): Promise<void> => {
  await sql`
    update panel_key set error = ${error.slice(0, 500)}, attempts = attempts + 1, updated_at = clock_timestamp(),
      next_attempt_at = now() + make_interval(secs => coalesce((${[...WAIT_SECONDS]}::int[])[attempts + 1], ${LAST_WAIT_SECONDS}))
    where ${which}`;
};

const same = (sql: Db, { cameraId, digits, version }: DueKey) =>
  sql`camera_id = ${cameraId} and digits = ${digits} and updated_at = ${version}::text::timestamptz`;
