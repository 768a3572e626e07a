/** Every page there is. `$name` is a parameter; no other module spells a route. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  restorePassword: '/restore-password',
  cameras: '/cameras',
  camera: '/cameras/$cameraId',
  doors: '/doors',
  contracts: '/contracts',
  balance: '/balance',
  profile: '/profile',
  subUsers: '/sub-users',
  subUserNew: '/sub-users/new',
  subUser: '/sub-users/$userId',
  support: '/support',
  supportNew: '/support/new',
  supportTicket: '/support/$ticketId',
  console: '/admin',
  consoleCameras: '/admin/cameras',
  consoleCameraNew: '/admin/cameras/new',
  consoleCamera: '/admin/cameras/$cameraId',
  consoleDoors: '/admin/doors',
  consoleDoorNew: '/admin/doors/new',
  consoleDoor: '/admin/doors/$doorId',
  locks: '/admin/locks',
  lockNew: '/admin/locks/new',
  lock: '/admin/locks/$lockId',
  organizations: '/admin/organizations',
  organizationNew: '/admin/organizations/new',
  organization: '/admin/organizations/$organizationId',
  users: '/admin/users',
  userNew: '/admin/users/new',
  user: '/admin/users/$userId',
  presets: '/admin/presets',
  preset: '/admin/presets/$presetId',
  presetNew: '/admin/presets/new',
  administrators: '/admin/administrators',
  administrator: '/admin/administrators/$administratorId',
  administratorNew: '/admin/administrators/new',
  plans: '/admin/plans',
  planNew: '/admin/plans/new',
  plan: '/admin/plans/$planId',
  rating: '/admin/rating',
  money: '/admin/money',
  payments: '/admin/payments',
  invoices: '/admin/invoices',
  requisites: '/admin/requisites',
  tickets: '/admin/tickets',
  ticket: '/admin/tickets/$ticketId',
  streamers: '/admin/streamers',
  billingEvents: '/admin/billing-events',
  audit: '/admin/audit',
  messages: '/admin/messages',
  viewings: '/admin/viewings',
  webhooks: '/admin/webhooks',
  webhookNew: '/admin/webhooks/new',
  webhook: '/admin/webhooks/$webhookId',
  connector: '/admin/connector',
  permissions: '/admin/permissions',
  settings: '/admin/settings',
} as const;

/** Where a signed-in person starts, unless they were on their way elsewhere within this site. */
export function startOf(mayOpenConsole: boolean, next?: string): string {
  if (next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith(paths.signIn)) return next;
  return mayOpenConsole ? paths.console : paths.cameras;
}

/** The router's names of pages: below the layouts that they are in. */
export const SIGNED = '/signed';
export const inViewer = <const P extends string>(path: P) => `/signed/viewer${path}` as const;
export const inConsole = <const P extends string>(path: P) => `/signed/console${path}` as const;
