import type { Static } from 'typebox';
import { changeSystemKey, type SystemKey, systemKey } from '../../core/clients/operations.ts';
import type { Overview as CoreOverview } from '../../core/overview/counters.ts';
import { overview } from '../../core/overview/overview.ts';
import { ApiKey, Overview } from '../contract/system.ts';
import { type Api, about, answers, caller } from '../frame/routes.ts';

export function systemRoutes(app: Api): void {
  app.get(
    '/overview',
    {
      schema: {
        ...about('System', 'getOverview', 'Counters of all that the caller sees, some seconds old'),
        response: answers(Overview),
      },
    },
    async (request) => toOverview(await overview(request.core, caller(request))),
  );

  app.get(
    '/api-key',
    {
      schema: {
        ...about('Settings', 'getApiKey', "The billing's system key; administrators"),
        response: answers(ApiKey),
      },
    },
    async (request) => toKey(await systemKey(request.core, caller(request))),
  );

  app.post(
    '/api-key/rotate',
    {
      schema: {
        ...about('Settings', 'rotateApiKey', 'Make a new system key; the old one ends at once'),
        response: answers(ApiKey),
      },
    },
    async (request) => toKey(await changeSystemKey(request.core, caller(request))),
  );
}

const toKey = (key: SystemKey): Static<typeof ApiKey> => ({
  id: key.id,
  name: key.name,
  key: key.key,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});

const toOverview = ({ cameras, ...rest }: CoreOverview): Static<typeof Overview> => ({
  cameras: {
    total: cameras.total,
    live: cameras.live,
    starting: cameras.starting,
    offline: cameras.offline,
    blocked: cameras.blocked,
    onDemand: cameras.on_demand,
    noSource: cameras.no_source,
  },
  organizations: rest.organizations,
  users: rest.users,
  viewings: rest.viewings,
  archiveBytes: rest.archiveBytes,
  notRecorded: rest.notRecorded,
  bitrate: rest.bitrate,
  billingEvents: {
    applied: rest.billingEvents.applied,
    rejected: rest.billingEvents.rejected,
    failed: rest.billingEvents.failed,
  },
});
