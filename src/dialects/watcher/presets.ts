import type { FastifyInstance } from 'fastify';
import { invalid, refuse } from '../../core/errors.ts';
import { present } from '../../core/fields.ts';
import {
  changePreset,
  createPreset,
  deletePreset,
  linkPreset,
  organizationPresets,
  presetById,
  presetPage,
  unlinkPreset,
} from '../../core/presets/operations.ts';
import type { PresetFields } from '../../core/presets/preset.ts';
import { isObject, oneObject, pathId } from '../wire/body.ts';
import { type Body, flag, id, integerOrNull, numberOrNull, text, textOrNull } from '../wire/values.ts';
import { actorIn } from './context.ts';
import { sendList } from './paging.ts';

/** `/presets` and what an organization may use of them, as docs/dialects/watcher.md#presets has it. */
export function presetRoutes(app: FastifyInstance): void {
  app.get('/presets', async (request, reply) => {
    const actor = actorIn(request);
    return await sendList(request, reply, {
      read: (page) => presetPage(request.core, actor, page),
      out: (presets) => presets.map(presetOut),
    });
  });
  app.post('/presets', async (request) => {
    const body = oneObject(request.body);
    return presetOut(await createPreset(request.core, actorIn(request), presetIn(body), id(body, 'organization_id')));
  });
  app.get<One>('/presets/:id', async (request) =>
    presetOut(await presetById(request.core, actorIn(request), pathId('preset_not_found', request.params.id))),
  );
  app.put<One>('/presets/:id', async (request) => {
    const presetId = pathId('preset_not_found', request.params.id);
    return presetOut(await changePreset(request.core, actorIn(request), presetId, presetIn(oneObject(request.body))));
  });
  app.delete<One>('/presets/:id', async (request) => {
    await deletePreset(request.core, actorIn(request), pathId('preset_not_found', request.params.id));
    return { success: true };
  });

  app.get<One>('/organizations/:id/presets', async (request) => {
    const actor = actorIn(request);
    const links = await organizationPresets(request.core, actor, pathId('organization_not_found', request.params.id));
    return links.map((link) => linkOut(link, actor.domainId));
  });
  app.post<One>('/organizations/:id/presets', async (request) => {
    const actor = actorIn(request);
    const presetId = id(oneObject(request.body), 'preset_id');
    if (presetId === undefined) throw invalid('presetId', 'value_required');
    const organizationId = pathId('organization_not_found', request.params.id);
    return linkOut(await linkPreset(request.core, actor, organizationId, presetId), actor.domainId);
  });
  app.get<Link>('/organizations/:id/presets/:presetId', async (request) => {
    const actor = actorIn(request);
    const presetId = pathId('preset_not_found', request.params.presetId);
    const links = await organizationPresets(request.core, actor, pathId('organization_not_found', request.params.id));
    const link = links.find(({ preset }) => preset.id === presetId);
    if (!link) throw refuse('preset_not_found', { id: presetId });
    return linkOut(link, actor.domainId);
  });
  app.delete<Link>('/organizations/:id/presets/:presetId', async (request) => {
    const { id: organization, presetId } = request.params;
    await unlinkPreset(
      request.core,
      actorIn(request),
      pathId('organization_not_found', organization),
      pathId('preset_not_found', presetId),
    );
    return { success: true };
  });
}

type PresetView = Awaited<ReturnType<typeof presetById>>;
type PresetLink = Awaited<ReturnType<typeof linkPreset>>;

interface One {
  Params: { id: string };
}
interface Link {
  Params: { id: string; presetId: string };
}

function presetIn(body: Body): PresetFields {
  return present({
    title: text(body, 'title'),
    isDefault: flag(body, 'is_default'),
    adjustable: flag(body, 'is_adjustable'),
    archiveDays: numberOrNull(body, 'dvr_depth'),
    archiveGb: integerOrNull(body, 'dvr_space'),
    lockDays: integerOrNull(body, 'dvr_lock_days'),
    thumbnailDays: integerOrNull(body, 'precise_thumbnails_days') ?? undefined,
    visionEnabled: flag(body, 'vision_enabled'),
    visionAlg: textOrNull(body, 'vision_alg'),
    visionGpu: integerOrNull(body, 'vision_gpu'),
    visionAreas: textOrNull(body, 'vision_areas'),
    visionParams: isObject(body.vision_params) ? body.vision_params : undefined,
  });
}

function presetOut(preset: PresetView) {
  return {
    is_default: preset.isDefault,
    is_deleted: preset.deletedAt !== null,
    title: preset.title,
    dvr_space: preset.archiveGb,
    id: preset.id,
    is_adjustable: preset.adjustable,
    dvr_depth: preset.archiveDays,
    vision_areas: preset.visionAreas,
    precise_thumbnails_days: preset.thumbnailDays,
    vision_enabled: preset.visionEnabled,
    vision_alg: preset.visionAlg,
    vision_gpu: preset.visionGpu,
    domain_id: preset.domainId,
    dvr_lock_days: preset.lockDays,
    vision_params: preset.visionParams,
  };
}

/** The default preset is there without a link: its ids are null. */
function linkOut({ id: linkId, organizationId, preset }: PresetLink, domainId: number) {
  const { is_default: _default, domain_id: _domain, ...inner } = presetOut(preset);
  return { organization_id: organizationId, preset: inner, domain_id: domainId, id: linkId, preset_id: preset.id };
}
