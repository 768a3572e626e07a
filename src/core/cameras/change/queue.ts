import { columnOf } from '../../../db/column.ts';
import type { Tx } from '../../../db/sql.ts';
import { type Later, transaction } from '../../../db/transaction.ts';
import type { UserFacts } from '../../access/facts.ts';
import { scopeOf } from '../../access/scope.ts';
import { type Actor, actorName } from '../../actor.ts';
import { type Audited, type Intent, recordWrites } from '../../audit/record.ts';
import type { CameraChanges, Core } from '../../core.ts';
import { DomainError } from '../../errors.ts';
import { recordEvents } from '../../events/record.ts';
import { type Noted, recordOf, refused } from '../../write.ts';
import type { CameraFields, CameraKey, CameraView } from '../camera.ts';
import type { CameraColumns } from '../columns.ts';
import { type LockedCamera, lockFree } from '../reading/queries.ts';
import { planChange } from './plan.ts';

interface Asked {
  readonly core: Core;
  readonly actor: Actor;
  readonly key: CameraKey;
  readonly fields: CameraFields;
  readonly intent: Intent;
  readonly started: Date;
  /** Undefined: the change has to go by itself. */
  readonly resolve: (view: CameraView | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** One change that was found right, and what it writes. */
interface Sound {
  readonly asked: Asked;
  readonly camera: LockedCamera;
  readonly stored: CameraColumns;
  readonly record: Noted;
}

/** Transactions at once for one caller: while one waits for the disk, the next is worked out. */
const MAX_UNDER_WAY = 2;
const MAX_TOGETHER = 32;

/**
 * Changes of cameras that one caller asks for at the same moment, in one transaction: a billing that sends 32 at once
 * waits for two round trips and one flush of the disk instead of 32 of each.
 *
 * Each change keeps what it has alone: its camera's lock, its refusal, its audit, its billing event, and its answer
 * after the commit. Nobody waits for another's lock: a camera that is locked elsewhere, or not there, is left for
 * `writeChange` to settle by itself, and so are all of them when the database refuses the value of one.
 */
export class CameraChangeQueue implements CameraChanges {
  readonly #waiting = new Map<string, Asked[]>();
  readonly #underWay = new Map<string, number>();

  /** The camera after its change; undefined: the change has to go by itself. Not for moves, agents and blocks. */
  async change(core: Core, actor: Actor, key: CameraKey, fields: CameraFields, intent: Intent) {
    const caller = `${actor.domainId} ${actor.kind} ${actor.kind === 'system' ? '' : actor.id}`;
    return await new Promise<CameraView | undefined>((resolve, reject) => {
      const asked = { core, actor, key, fields, intent, started: core.clock(), resolve, reject };
      const line = this.#waiting.get(caller);
      if (line) line.push(asked);
      else {
        this.#waiting.set(caller, [asked]);
        setImmediate(() => this.#next(caller));
      }
    });
  }

  #next(caller: string): void {
    const running = this.#underWay.get(caller) ?? 0;
    const line = this.#waiting.get(caller);
    if (!line || running >= MAX_UNDER_WAY) return;
    const [first, ...others] = takeDistinct(line);
    if (line.length === 0) this.#waiting.delete(caller);
    if (!first) return;
    this.#underWay.set(caller, running + 1);
    void settle([first, ...others]).finally(() => {
      const left = (this.#underWay.get(caller) ?? 1) - 1;
      if (left > 0) this.#underWay.set(caller, left);
      else this.#underWay.delete(caller);
      this.#next(caller);
    });
    this.#next(caller);
  }
}

/** The longest waiting, one a key: a second change of a camera sees the first. */
function takeDistinct(line: Asked[]): Asked[] {
  const keys = new Set<string>();
  const rest: Asked[] = [];
  const batch: Asked[] = [];
  for (const asked of line) {
    const key = 'id' in asked.key ? `id ${asked.key.id}` : `name ${asked.key.name}`;
    if (batch.length < MAX_TOGETHER && !keys.has(key)) batch.push(asked);
    else rest.push(asked);
    keys.add(key);
  }
  line.splice(0, line.length, ...rest);
  return batch;
}

/** Runs a batch and tells each who asked. */
async function settle(batch: readonly [Asked, ...Asked[]]): Promise<void> {
  const { core } = batch[0];
  const refusals = new Map<Asked, unknown>();
  try {
    core.outages.checkRoom();
    const { sound, audits } = await transaction(core.sql, (sql, later) => run(batch, sql, later, refusals));
    core.feed.tell(sound.flatMap(({ record }) => record.touches));
    core.feed.wake();
    const rows = new Map((await audits).map((row) => [row.objectId, row]));
    for (const one of sound) one.asked.resolve(answer(one, rows.get(one.camera.view.id)));
    for (const asked of batch) if (!refusals.has(asked)) asked.resolve(undefined);
  } catch (error) {
    const each = isRefusal(error);
    for (const asked of batch) {
      if (refusals.has(asked)) continue;
      if (each) asked.resolve(undefined);
      else refusals.set(asked, error);
    }
  }
  for (const [{ core, actor, intent, started, reject }, error] of refusals)
    void refused(core, actor, intent, started, error).then(reject, reject);
}

/** Refusals of values, of doubles and of waiting: rolled back for certain, and no bug or outage. */
const isRefusal = (error: unknown): boolean =>
  error instanceof DomainError || /^(22|23|40|55P03)/.test(String((error as { code?: unknown } | null)?.code ?? ''));

async function run(
  batch: readonly [Asked, ...Asked[]],
  sql: Tx,
  later: Later,
  refusals: Map<Asked, unknown>,
): Promise<{ sound: readonly Sound[]; audits: PromiseLike<readonly Audited[]> }> {
  const { core, actor } = batch[0];
  const keys = batch.map(({ key }) => key);
  const viewerId = actor.kind === 'user' ? actor.id : 0;
  const cameras = await lockFree(sql, core.sealer, actor.domainId, keys, viewerId);
  const user = await scopeOf(core, actor);
  const sound: Sound[] = [];
  const judged = new Set<LockedCamera>();
  for (const asked of batch) {
    const camera = cameras.get(asked.key);
    // One camera under its id and under its name: the second change of it goes by itself, and sees the first.
    if (!camera || judged.has(camera)) continue;
    judged.add(camera);
    try {
      sound.push(judge(asked, camera, user));
    } catch (error) {
      refusals.set(asked, error);
    }
  }
  for (const update of updates(sql, sound)) later(update);
  const audits = recordWrites(
    sql,
    sound.map(({ record }) => record),
  );
  later(audits);
  recordEvents(
    sql,
    later,
    sound.flatMap(({ record }) => record.events),
  );
  return { sound, audits };
}

function judge(asked: Asked, camera: LockedCamera, user: UserFacts | undefined): Sound {
  const { core, actor, key, fields, intent, started } = asked;
  const before = camera.view;
  const { stored, changes } = planChange({ core, actor, user }, key, fields, before);
  const { id: objectId, organizationId } = before;
  const audit = { action: 'change', objectKind: 'camera', objectId, organizationId, changes } as const;
  const touches = [{ kind: 'camera', key: before.id }] as const;
  return {
    asked,
    camera,
    stored,
    record: recordOf(core, actor, intent, started, { audits: [audit], touches, remarks: [], said: [] }),
  };
}

/** One statement for all changes of the same columns; their names are our own. */
function updates(sql: Tx, sound: readonly Sound[]) {
  const groups = new Map<string, object[]>();
  for (const { camera, stored } of sound) {
    const columns = Object.entries(stored).map(([name, value]) => [columnOf(name), asJson(value)] as const);
    if (columns.length === 0) continue;
    const assignments = columns.map(([column]) => `${column} = w.${column}`).join(', ');
    const rows = groups.get(assignments) ?? [];
    groups.set(assignments, rows);
    rows.push({ id: camera.view.id, ...Object.fromEntries(columns) });
  }
  return [...groups].map(
    ([assignments, rows]) => sql`
      update camera c set ${sql.unsafe(assignments)}
      from json_populate_recordset(null::camera, ${JSON.stringify(rows)}::text::json) as w where c.id = w.id`,
  );
}

const asJson = (value: unknown): unknown => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);

function answer({ asked, camera, stored, record }: Sound, row: Audited | undefined): CameraView {
  const [audit] = record.audits;
  if (!row || !audit) return camera.after(stored, undefined);
  const { actor } = asked;
  return camera.after(stored, {
    id: row.id,
    at: row.at,
    actorKind: actor.kind,
    actor: actorName(actor),
    action: audit.action,
    changes: audit.changes,
    address: actor.trace.address ?? null,
    userAgent: actor.trace.userAgent ?? null,
  });
}
