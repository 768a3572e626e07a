import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ArchiveRanges } from '../core/cameras/recording/archive-days.ts';
import type { Core } from '../core/core.ts';
import { refuseDeepJson } from '../http/json-depth.ts';
import { refuseHalves, utf8Of } from '../http/whole-text.ts';
import { analyticsRoutes } from './analytics/index.ts';
import { bulkRoutes } from './cameras/bulk.ts';
import { bulkChoiceRoutes } from './cameras/bulk-choice.ts';
import { cameraArchiveRoutes } from './cameras/camera-archive.ts';
import { cameraInsightRoutes } from './cameras/camera-insight.ts';
import { cameraMarkRoutes } from './cameras/camera-marks.ts';
import { cameraModelRoutes } from './cameras/camera-models.ts';
import { cameraRoutes } from './cameras/cameras.ts';
import { deletedCameraRoutes } from './cameras/deleted-cameras.ts';
import { embedRoutes } from './cameras/embed.ts';
import { motionRoutes } from './cameras/motion.ts';
import { presetRoutes } from './cameras/presets.ts';
import { viewingRoutes } from './cameras/viewings.ts';
import { doorRoutes } from './doors/doors.ts';
import { guestRoutes } from './doors/guests.ts';
import { intercomSettingRoutes } from './doors/intercom-settings.ts';
import { intercomRoutes } from './doors/intercoms.ts';
import { keyTableRoutes } from './doors/key-tables.ts';
import { keyRoutes } from './doors/keys.ts';
import { lockRoutes } from './doors/locks.ts';
import { openingRoutes } from './doors/openings.ts';
import { panelRoutes } from './doors/panels.ts';
import { authenticate } from './frame/auth.ts';
import { answerErrors } from './frame/errors.ts';
import { describeApi } from './frame/reference.ts';
import type { Api } from './frame/routes.ts';
import { serializerCompiler, validatorCompiler } from './frame/schemas.ts';
import { addressCodeRoutes } from './locations/address-codes.ts';
import { addressImportRoutes } from './locations/address-imports.ts';
import { billingLocationRoutes } from './locations/billing-locations.ts';
import { locationRoutes } from './locations/locations.ts';
import { moneyRoutes } from './money/index.ts';
import { contractDeviceRoutes } from './organizations/contract-devices.ts';
import { contractRoutes } from './organizations/contracts.ts';
import { folderGrantRoutes } from './organizations/folder-grants.ts';
import { folderShareRoutes } from './organizations/folder-shares.ts';
import { folderRoutes } from './organizations/folders.ts';
import { memberRoutes } from './organizations/members.ts';
import { organizationPresetRoutes } from './organizations/organization-presets.ts';
import { organizationRoutes } from './organizations/organizations.ts';
import { siteRoutes } from './organizations/sites.ts';
import { sessionRoutes } from './session/session.ts';
import { billingEventRoutes } from './system/billing-events.ts';
import { mapBackgroundRoutes } from './system/map-background.ts';
import { recordRoutes } from './system/records.ts';
import { settingsRoutes } from './system/settings.ts';
import { streamerRoutes } from './system/streamers.ts';
import { systemRoutes } from './system/system.ts';
import { ticketRoutes } from './system/tickets.ts';
import { webhookDeliveryRoutes } from './system/webhook-deliveries.ts';
import { webhookRoutes } from './system/webhooks.ts';
import { administratorRoutes, type SystemMethod } from './users/administrators.ts';
import { licenceRoutes } from './users/licences.ts';
import { passwordLinkRoutes } from './users/password-link.ts';
import { permissionRoutes } from './users/permissions.ts';
import { subscriberRoutes } from './users/subscribers.ts';
import { userCardRoutes } from './users/user-card.ts';
import { userInsightRoutes } from './users/user-insight.ts';
import { userRightsRoutes } from './users/user-rights.ts';
import { userSupportRoutes } from './users/user-support.ts';
import { userRoutes } from './users/users.ts';

export interface OwnApiOptions {
  readonly core: Core;
  /** What the media node has recorded of a camera between two instants. */
  readonly archive: ArchiveRanges;
  /** Of the System API, for those whom it may be limited to. */
  readonly systemMethods: readonly SystemMethod[];
  readonly version?: string;
  /** Holds every answer against its schema; for tests. */
  readonly checkAnswers?: boolean;
}

/** Our own API: `/api/vedette/v1`. The console runs on it and on nothing else. */
export const ownApi: FastifyPluginAsync<OwnApiOptions> = async (app, options) => {
  const api = app.withTypeProvider<TypeBoxTypeProvider>();
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler(options.checkAnswers ?? false));
  takeJson(app);
  answerErrors(app, options.core.log);
  authenticate(app);
  await describeApi(app);
  sessionRoutes(api, options.version ?? '0.0.0');
  embedRoutes(api);
  cameraRoutes(api);
  deletedCameraRoutes(api);
  cameraMarkRoutes(api);
  cameraInsightRoutes(api);
  cameraArchiveRoutes(api, options.archive);
  cameraModelRoutes(api);
  await motionRoutes(api);
  await analyticsRoutes(api);
  await doorwayRoutes(api);
  siteRoutes(api);
  locationRoutes(api);
  addressCodeRoutes(api);
  await addressImportRoutes(api);
  billingLocationRoutes(api);
  streamerRoutes(api);
  organizationRoutes(api);
  memberRoutes(api);
  folderRoutes(api);
  folderGrantRoutes(api);
  folderShareRoutes(api);
  organizationPresetRoutes(api);
  await moneyRoutes(api);
  contractDeviceRoutes(api);
  userRoutes(api);
  passwordLinkRoutes(api);
  bulkRoutes(api);
  bulkChoiceRoutes(api);
  contractRoutes(api);
  userInsightRoutes(api);
  userRightsRoutes(api);
  licenceRoutes(api);
  subscriberRoutes(api);
  userCardRoutes(api);
  userSupportRoutes(api);
  permissionRoutes(api);
  presetRoutes(api);
  ticketRoutes(api);
  viewingRoutes(api);
  recordRoutes(api);
  billingEventRoutes(api);
  settingsRoutes(api);
  mapBackgroundRoutes(api);
  administratorRoutes(api, options.systemMethods);
  systemRoutes(api);
  webhookRoutes(api);
  webhookDeliveryRoutes(api);
};

/** What opens, who may, by what key or code. */
async function doorwayRoutes(api: Api): Promise<void> {
  panelRoutes(api);
  intercomRoutes(api);
  lockRoutes(api);
  doorRoutes(api);
  openingRoutes(api);
  guestRoutes(api);
  intercomSettingRoutes(api);
  keyRoutes(api);
  await keyTableRoutes(api);
}

/** JSON alone; a DELETE that names the type and sends nothing, as many clients do, has no body. */
function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    let text: string;
    try {
      text = utf8Of(body as Buffer);
      refuseDeepJson(text);
    } catch (error) {
      return done(error as Error);
    }
    return parse(request, text, (error, value) => {
      if (error) return done(error);
      try {
        refuseHalves(text, value);
      } catch (refusal) {
        return done(refusal as Error);
      }
      return done(null, value);
    });
  });
}
