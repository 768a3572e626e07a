import { decideBriefly } from '../access/decide.ts';
import { camerasByIds } from '../cameras/reading/queries.ts';
import { checkSchedule } from '../cameras/recording/recording.ts';
import { factsOf } from '../cameras/rules.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { checkText } from '../fields.ts';
import { type CaseFields, MOST_CAMERAS, MOST_SETTINGS_BYTES } from './case.ts';

/** The fields as they are stored. Throws `invalid` for what no case has. */
export function checkedFields(fields: CaseFields): CaseFields {
  const title = fields.title?.trim();
  checkText('title', title, 100, 1);
  checkSchedule(fields.schedule);
  const { settings } = fields;
  if (settings !== undefined) checkSettings(settings);
  const cameraIds = fields.cameraIds && [...new Set(fields.cameraIds)].sort((a, b) => a - b);
  if (cameraIds?.length === 0) throw invalid('cameraIds', 'case_without_cameras');
  if (cameraIds && cameraIds.length > MOST_CAMERAS)
    throw invalid('cameraIds', 'case_cameras_too_many', { limit: MOST_CAMERAS });
  return { ...fields, title, cameraIds };
}

function checkSettings(settings: NonNullable<CaseFields['settings']>): void {
  const text = JSON.stringify(settings);
  if (text.length > MOST_SETTINGS_BYTES || Buffer.byteLength(text) > MOST_SETTINGS_BYTES)
    throw invalid('settings', 'case_settings_too_large', { limit: MOST_SETTINGS_BYTES });
  if (text.includes('\\u0000')) throw invalid('settings', 'text_has_nul');
}

/** Throws `invalid` unless the user sees each of the cameras and no block keeps the user from it. */
export async function requireOpenCameras(core: Core, userId: number, cameraIds: readonly number[]): Promise<void> {
  const user = await core.access.viewer('user', userId);
  const found = await camerasByIds(reader(core), core.sealer, cameraIds, 0);
  const now = core.clock();
  for (const id of cameraIds) {
    const camera = found.find((one) => one.id === id);
    const decision = user && camera && decideBriefly(user, factsOf(camera), now);
    if (!decision?.rights.view) throw invalid('cameraIds', 'case_camera_unknown', { id });
    if (!decision.open) throw invalid('cameraIds', 'case_camera_blocked', { title: camera?.title ?? '' });
  }
}
