import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { ArchiveRanges } from '../core/cameras/archive-days.ts';
import type { Core } from '../core/core.ts';
import { refuseDeepJson } from '../http/json-depth.ts';
import { refuseHalves, utf8Of } from '../http/whole-text.ts';
import { administratorRoutes, type SystemMethod } from './administrators.ts';
import { authenticate } from './auth.ts';
import { bulkRoutes } from './bulk.ts';
import { bulkChoiceRoutes } from './bulk-choice.ts';
import { cameraArchiveRoutes } from './camera-archive.ts';
import { cameraInsightRoutes } from './camera-insight.ts';
import { cameraMarkRoutes } from './camera-marks.ts';
import { cameraModelRoutes } from './camera-models.ts';
import { cameraRoutes } from './cameras.ts';
import { contractDeviceRoutes } from './contract-devices.ts';
import { contractRoutes } from './contracts.ts';
import { doorRoutes } from './doors.ts';
import { embedRoutes } from './embed.ts';
import { answerErrors } from './errors.ts';
import { folderGrantRoutes } from './folder-grants.ts';
import { folderShareRoutes } from './folder-shares.ts';
import { folderRoutes } from './folders.ts';
import { keyRoutes } from './keys.ts';
import { lockRoutes } from './locks.ts';
import { memberRoutes } from './members.ts';
import { motionRoutes } from './motion.ts';
import { openingRoutes } from './openings.ts';
import { organizationMoneyRoutes } from './organization-money.ts';
import { organizationPresetRoutes } from './organization-presets.ts';
import { organizationRoutes } from './organizations.ts';
import { panelRoutes } from './panels.ts';
import { planRoutes } from './plans.ts';
import { presetRoutes } from './presets.ts';
import { recordRoutes } from './records.ts';
import { describeApi } from './reference.ts';
import { serializerCompiler, validatorCompiler } from './schemas.ts';
import { sessionRoutes } from './session.ts';
import { settingsRoutes } from './settings.ts';
import { siteRoutes } from './sites.ts';
import { streamerRoutes } from './streamers.ts';
import { systemRoutes } from './system.ts';
import { ticketRoutes } from './tickets.ts';
import { userInsightRoutes } from './user-insight.ts';
import { userRightsRoutes } from './user-rights.ts';
import { userRoutes } from './users.ts';
import { viewingRoutes } from './viewings.ts';

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
  cameraMarkRoutes(api);
  cameraInsightRoutes(api);
  cameraArchiveRoutes(api, options.archive);
  cameraModelRoutes(api);
  await motionRoutes(api);
  panelRoutes(api);
  lockRoutes(api);
  doorRoutes(api);
  siteRoutes(api);
  streamerRoutes(api);
  organizationRoutes(api);
  memberRoutes(api);
  folderRoutes(api);
  folderGrantRoutes(api);
  folderShareRoutes(api);
  organizationPresetRoutes(api);
  organizationMoneyRoutes(api);
  contractDeviceRoutes(api);
  userRoutes(api);
  bulkRoutes(api);
  bulkChoiceRoutes(api);
  contractRoutes(api);
  userInsightRoutes(api);
  userRightsRoutes(api);
  presetRoutes(api);
  planRoutes(api);
  ticketRoutes(api);
  viewingRoutes(api);
  openingRoutes(api);
  keyRoutes(api);
  recordRoutes(api);
  settingsRoutes(api);
  administratorRoutes(api, options.systemMethods);
  systemRoutes(api);
};

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
