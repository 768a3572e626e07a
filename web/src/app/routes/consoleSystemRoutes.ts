import { createRoute } from '@tanstack/react-router';
import { administratorQuery, administratorsQuery } from '../../api/administrators.ts';
import { type BillingFilter, billingEventsQuery, OUTCOMES } from '../../api/billingEvents.ts';
import { connectorQuery } from '../../api/connector.ts';
import { permissionDefaultsQuery } from '../../api/permissions.ts';
import { clustersQuery, streamersQuery } from '../../api/places.ts';
import {
  type AuditFilter,
  apiKeyQuery,
  auditQuery,
  MESSAGE_KINDS,
  type MessageFilter,
  messagesQuery,
  settingsQuery,
  type ViewingFilter,
  viewingsQuery,
} from '../../api/system.ts';
import { eventTypesQuery, webhookQuery, webhooksQuery } from '../../api/webhooks.ts';
import { consolePage } from '../pages.ts';
import { numbered } from './numbered.ts';
import { paths } from './paths.ts';
import { consoleRoute } from './routes.ts';
import { filters, id, oneOf, text, yes } from './search.ts';
import { webhookSearch } from './searches.ts';

const getParentRoute = () => consoleRoute;

// Lists draw their own skeletons and failures, so their loaders only begin; cards wait, so that a wrong id is a page.
const administrators = createRoute({
  getParentRoute,
  path: paths.administrators,
  loader: ({ context }) => void context.queryClient.prefetchQuery(administratorsQuery),
  component: consolePage('AdministratorListPage'),
});

const administratorNew = createRoute({
  getParentRoute,
  path: paths.administratorNew,
  component: consolePage('AdministratorNewPage'),
});

const administrator = createRoute({
  getParentRoute,
  path: paths.administrator,
  params: numbered('administratorId'),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(administratorQuery(params.administratorId)),
  component: consolePage('AdministratorCardPage'),
});

const streamers = createRoute({
  getParentRoute,
  path: paths.streamers,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(streamersQuery);
    void context.queryClient.prefetchQuery(clustersQuery);
  },
  component: consolePage('StreamersPage'),
});

const billingEvents = createRoute({
  getParentRoute,
  path: paths.billingEvents,
  validateSearch: filters<BillingFilter & { readonly event?: number | undefined; readonly live?: true | undefined }>(
    (raw) => ({
      search: text(raw.search),
      outcome: oneOf(OUTCOMES, raw.outcome),
      type: text(raw.type),
      client: text(raw.client),
      dialect: text(raw.dialect),
      from: text(raw.from),
      to: text(raw.to),
      userId: id(raw.userId),
      organizationId: id(raw.organizationId),
      event: id(raw.event),
      live: yes(raw.live),
    }),
  ),
  loaderDeps: ({ search: { event: _event, live: _live, ...filter } }) => filter,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(billingEventsQuery(deps)),
  component: consolePage('BillingEventsPage'),
});

const audit = createRoute({
  getParentRoute,
  path: paths.audit,
  validateSearch: filters<AuditFilter>((raw) => ({
    search: text(raw.search),
    objectKind: text(raw.objectKind),
    objectId: text(raw.objectId),
  })),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(auditQuery(deps)),
  component: consolePage('AuditPage'),
});

const messages = createRoute({
  getParentRoute,
  path: paths.messages,
  validateSearch: filters<MessageFilter>((raw) => ({ search: text(raw.search), kind: oneOf(MESSAGE_KINDS, raw.kind) })),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(messagesQuery(deps)),
  component: consolePage('MessagesPage'),
});

const viewings = createRoute({
  getParentRoute,
  path: paths.viewings,
  validateSearch: filters<ViewingFilter>((raw) => ({ cameraId: id(raw.cameraId), userId: id(raw.userId) })),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(viewingsQuery(deps)),
  component: consolePage('ViewingsPage'),
});

const connector = createRoute({
  getParentRoute,
  path: paths.connector,
  loader: ({ context }) => void context.queryClient.prefetchQuery(connectorQuery),
  component: consolePage('ConnectorPage'),
});

const webhooks = createRoute({
  getParentRoute,
  path: paths.webhooks,
  loader: ({ context }) => void context.queryClient.prefetchQuery(webhooksQuery),
  component: consolePage('WebhookListPage'),
});

const webhookNew = createRoute({
  getParentRoute,
  path: paths.webhookNew,
  loader: ({ context }) => void context.queryClient.prefetchQuery(eventTypesQuery),
  component: consolePage('WebhookNewPage'),
});

const webhook = createRoute({
  getParentRoute,
  path: paths.webhook,
  params: numbered('webhookId'),
  validateSearch: webhookSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(webhookQuery(params.webhookId)),
  component: consolePage('WebhookCardPage'),
});

const analyticsEngines = createRoute({
  getParentRoute,
  path: paths.analyticsEngines,
  component: consolePage('AnalyticsEnginesPage'),
});

const permissions = createRoute({
  getParentRoute,
  path: paths.permissions,
  loader: ({ context }) => void context.queryClient.prefetchQuery(permissionDefaultsQuery),
  component: consolePage('PermissionsPage'),
});

const settings = createRoute({
  getParentRoute,
  path: paths.settings,
  loader: ({ context }) =>
    Promise.all([context.queryClient.ensureQueryData(settingsQuery), context.queryClient.ensureQueryData(apiKeyQuery)]),
  component: consolePage('SettingsPage'),
});

export const consoleSystemRoutes = [
  administrators,
  administratorNew,
  administrator,
  streamers,
  billingEvents,
  audit,
  messages,
  viewings,
  webhooks,
  webhookNew,
  webhook,
  connector,
  analyticsEngines,
  permissions,
  settings,
] as const;
