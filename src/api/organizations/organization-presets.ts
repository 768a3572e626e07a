import { Type } from 'typebox';
import { linkPreset, organizationPresets, presetCameraCounts, unlinkPreset } from '../../core/presets/operations.ts';
import { onePreset, toPreset } from '../cameras/presets.ts';
import { Done, Id, IdParams } from '../contract/common.ts';
import { Preset } from '../contract/people.ts';
import { type Api, about, answers, caller, done } from '../frame/routes.ts';

const TAG = 'Organizations';
const LinkParams = Type.Object({ id: Id, presetId: Id });

/** Which presets an organization's cameras may have; the default one needs no link. */
export function organizationPresetRoutes(app: Api): void {
  app.get(
    '/organizations/:id/presets',
    {
      schema: {
        ...about(TAG, 'listOrganizationPresets', 'The presets that its cameras may have'),
        params: IdParams,
        response: answers(Type.Object({ items: Type.Array(Preset) })),
      },
    },
    async (request) => {
      const links = await organizationPresets(request.core, caller(request), request.params.id);
      const presets = links.map((link) => link.preset);
      const count = await presetCameraCounts(request.core, presets);
      return { items: presets.map((preset) => toPreset(preset, count(preset))) };
    },
  );

  app.put(
    '/organizations/:id/presets/:presetId',
    { schema: { ...about(TAG, 'linkPreset', 'Let it use a preset'), params: LinkParams, response: answers(Preset) } },
    async (request) => {
      const { id, presetId } = request.params;
      return await onePreset(request.core, (await linkPreset(request.core, caller(request), id, presetId)).preset);
    },
  );

  app.delete(
    '/organizations/:id/presets/:presetId',
    {
      schema: {
        ...about(TAG, 'unlinkPreset', 'No longer for new cameras; those that have it keep it'),
        params: LinkParams,
        response: answers(Done),
      },
    },
    async (request) => {
      const { id, presetId } = request.params;
      await unlinkPreset(request.core, caller(request), id, presetId);
      return done;
    },
  );
}
