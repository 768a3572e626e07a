import { scopeOf } from '../../access/scope.ts';
import { setEnabled } from '../../blocks/blocks.ts';
import { refuse } from '../../errors.ts';
import { storeExtra } from '../../extra/store.ts';
import { dropGrantsOfFormer } from '../../rights/handover.ts';
import { settleUsage } from '../../usage/settle.ts';
import type { Write } from '../../write.ts';
import { storeAgent } from '../agent.ts';
import type { CameraFields, CameraKey, CameraView } from '../camera.ts';
import { hasDetails, storeDetails } from '../details.ts';
import { stands } from '../placement.ts';
import type { Changes } from './changes.ts';
import { lockForChange, lockParents } from './lock.ts';
import { refuseOverwritingCamera } from './meanwhile.ts';
import { type ChangePlan, moves, planChange } from './plan.ts';

/** The URLs that a change was worked out from. */
export type SourceWas = Pick<CameraView, 'streamUrl' | 'substreamUrl'>;

/** What has to be so still when the camera is locked. */
export interface Expected {
  readonly source?: SourceWas | undefined;
  /** The changed fields as the one who changes them saw them, URLs without credentials. */
  readonly seen?: CameraFields | undefined;
}

/**
 * Writes one change of one camera, whatever it touches, in an open write, and gives back the camera's id. Lock order
 * (docs/design/writes.md): parents first, then cameras by ascending id. Throws `changes_met` when the camera was moved,
 * or has another source than `expected`, by the time that it is locked; `changed_meanwhile` when a field is another one
 * than was seen.
 */
export async function writeChange(
  tx: Write,
  key: CameraKey,
  asked: CameraFields,
  expected: Expected = {},
): Promise<number> {
  const { core, actor } = tx;
  const parents = moves(asked) ? await lockParents(tx, key, asked) : undefined;
  const before = await lockForChange(tx, key);
  const { source, seen } = expected;
  if ((parents && !stands(before, parents)) || (source && !hasSource(before, source))) throw refuse('changes_met');
  const plan = planChange({ core, actor, user: await scopeOf(core, actor) }, key, asked, before, parents);
  // After the plan: whoever may not set a field is not told what it is.
  if (seen) await refuseOverwritingCamera(tx, before, asked, seen);
  const { id } = before;
  if (plan.target.organizationId !== before.organizationId)
    await dropGrantsOfFormer(tx, id, plan.target.organizationId);
  if (Object.keys(plan.stored).length > 0) tx.later(tx.sql`update camera set ${tx.sql(plan.stored)} where id = ${id}`);
  const changes = { ...plan.changes, ...(await writeBeside(tx, before, plan)) };
  if ('presetId' in plan.stored || 'organizationId' in plan.stored) settleUsage(tx, { cameraIds: [id] });
  tx.changed({ action: 'change', objectKind: 'camera', objectId: id, organizationId: before.organizationId, changes });
  tx.touched('camera', id);
  return id;
}

const hasSource = (camera: CameraView, was: SourceWas): boolean =>
  was.streamUrl === camera.streamUrl && was.substreamUrl === camera.substreamUrl;

/** True when the change is one of the camera's row alone. */
export const isPlain = (fields: CameraFields): boolean =>
  !moves(fields) && !hasDetails(fields) && fields.agent === undefined && !fields.extra && fields.enabled === undefined;

/** What stands beside the camera's row: agent, schedule, connection, the dialects' own fields, the block. */
async function writeBeside(tx: Write, before: CameraView, { fields }: ChangePlan): Promise<Changes> {
  const { id } = before;
  if (fields.agent) await storeAgent(tx, id, fields.agent);
  return {
    ...(hasDetails(fields) ? await storeDetails(tx, id, fields, before) : {}),
    ...(await storeExtra(tx, 'camera', id, fields.extra)),
    ...(fields.enabled === undefined ? {} : await setEnabled(tx, 'device', id, fields.enabled)),
  };
}
