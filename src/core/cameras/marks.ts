import { requireMay } from '../access/may.ts';
import type { UserActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { visibleCamera } from './reading/visible.ts';

export interface Marks {
  readonly favorite: boolean;
  readonly motionAlarm: boolean;
}

/** A user's own marks on a camera that it sees. */
export async function markCamera(
  core: Core,
  actor: UserActor,
  key: { readonly id: number } | { readonly name: string },
  marks: Partial<Marks>,
): Promise<Marks> {
  requireMay(actor, 'cameras.mark');
  const camera = await visibleCamera(core, actor, key);
  const after = { favorite: marks.favorite ?? camera.favorite, motionAlarm: marks.motionAlarm ?? camera.motionAlarm };
  await (core.ambient ?? core.sql)`
    insert into camera_mark (user_id, camera_id, favorite, motion_alarm) values (${actor.id}, ${camera.id}, ${after.favorite}, ${after.motionAlarm})
    on conflict (user_id, camera_id) do update set favorite = excluded.favorite, motion_alarm = excluded.motion_alarm`;
  return after;
}
