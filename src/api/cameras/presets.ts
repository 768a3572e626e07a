import type { Static } from 'typebox';
import type { Core } from '../../core/core.ts';
import { present } from '../../core/fields.ts';
import {
  changePreset,
  createPreset,
  deletePreset,
  presetById,
  presetCameraCounts,
  presetCount,
  presetPage,
} from '../../core/presets/operations.ts';
import type { Preset as CorePreset, PresetFields } from '../../core/presets/preset.ts';
import { Done, IdParams, Page } from '../contract/common.ts';
import { Preset, PresetChange, PresetCreate, PresetQuery } from '../contract/people.ts';
import { type Api, about, answers, caller, creates, done } from '../frame/routes.ts';
import { mapPage, pageOf } from '../frame/wire.ts';

const TAG = 'Presets';

export function presetRoutes(app: Api): void {
  app.get(
    '/presets',
    {
      schema: {
        ...about(TAG, 'listPresets', 'What may be delivered; for subscribers, what their organizations may use'),
        querystring: PresetQuery,
        response: answers(Page(Preset)),
      },
    },
    async (request) => {
      const { core, query } = request;
      const actor = caller(request);
      const availableIn = query.available ? (query.organizationId ?? 'default') : undefined;
      const page = await presetPage(core, actor, { ...pageOf(query), availableIn });
      const count = await presetCameraCounts(core, page.items);
      const out = (preset: CorePreset) => toPreset(preset, count(preset));
      return await mapPage(
        page,
        out,
        query.count ? () => presetCount(core, actor, { search: query.search, availableIn }) : undefined,
      );
    },
  );

  app.post(
    '/presets',
    {
      schema: { ...about(TAG, 'createPreset', 'Add a preset'), body: PresetCreate, response: creates(Preset) },
    },
    async (request, reply) => {
      const created = await createPreset(request.core, caller(request), fromWire(request.body));
      reply.code(201);
      return await onePreset(request.core, created);
    },
  );

  app.get(
    '/presets/:id',
    { schema: { ...about(TAG, 'getPreset', 'One preset'), params: IdParams, response: answers(Preset) } },
    async (request) => {
      const { core, params } = request;
      return await onePreset(core, await presetById(core, caller(request), params.id));
    },
  );

  app.patch(
    '/presets/:id',
    {
      schema: {
        ...about(TAG, 'changePreset', 'Change a preset; its cameras follow at once'),
        params: IdParams,
        body: PresetChange,
        response: answers(Preset),
      },
    },
    async (request) => {
      const { core, params, body } = request;
      return await onePreset(core, await changePreset(core, caller(request), params.id, fromWire(body)));
    },
  );

  app.delete(
    '/presets/:id',
    {
      schema: {
        ...about(TAG, 'deletePreset', 'Delete a preset; cameras that have it keep it'),
        params: IdParams,
        response: answers(Done),
      },
    },
    async (request) => {
      await deletePreset(request.core, caller(request), request.params.id);
      return done;
    },
  );
}

export const onePreset = async (core: Core, preset: CorePreset): Promise<Static<typeof Preset>> =>
  toPreset(preset, (await presetCameraCounts(core, [preset]))(preset));

export const toPreset = (preset: CorePreset, cameraCount: number): Static<typeof Preset> => ({
  id: preset.id,
  title: preset.title,
  isDefault: preset.isDefault,
  adjustable: preset.adjustable,
  archiveDays: preset.archiveDays,
  archiveGigabytes: preset.archiveGb,
  cameraCount,
  createdAt: preset.createdAt.toISOString(),
});

const fromWire = (body: Static<typeof PresetChange>): PresetFields =>
  present({
    title: body.title,
    isDefault: body.isDefault,
    adjustable: body.adjustable,
    archiveDays: body.archiveDays,
    archiveGb: body.archiveGigabytes,
  });
