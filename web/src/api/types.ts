import type { paths } from './schema.d.ts';

type Api = '/api/vedette/v1';
type Answer<O> = O extends { responses: { 200: { content: { 'application/json': infer B } } } } ? B : never;
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } } ? B : never;
type Query<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
/** What is answered there; a room's own file of queries may name its types by these two. */
export type Get<P extends keyof paths> = Answer<paths[P]['get']>;
export type Item<T> = T extends { items: readonly (infer I)[] } ? I : never;

type Refusal = paths[`${Api}/session`]['get']['responses']['default']['content']['application/json']['error'];
export type Blocked = NonNullable<Refusal['block']>;
export type Meanwhile = NonNullable<Refusal['meanwhile']>;

export type Me = Get<`${Api}/session`>;
/** What a role may allow, as the server's table has it. */
export type Action = Me['actions'][number];
export type Preferences = Body<paths[`${Api}/session/preferences`]['patch']>;

export type Camera = Get<`${Api}/cameras/{id}`>;
export type RecordWindow = NonNullable<Camera['recordSchedule']>[number];
export type CameraState = Camera['status']['state'];
export type CameraQuery = Query<paths[`${Api}/cameras`]['get']>;
export type CameraCreate = Body<paths[`${Api}/cameras`]['post']>;
export type CameraChange = Body<paths[`${Api}/cameras/{id}`]['patch']>;
export type Access = Item<Get<`${Api}/cameras/{id}/access`>>;
export type Block = Organization['blocks'][number];
export type BlockSource = Block['source'];

type CameraBulk = Body<paths[`${Api}/cameras/bulk`]['post']>;
type UserBulk = Body<paths[`${Api}/users/bulk`]['post']>;
export type BulkResult = Answer<paths[`${Api}/users/bulk`]['post']>;
export type BulkItem = BulkResult['items'][number];
/** What a change of many does, apart from which ones. */
type Verb<T> = T extends unknown ? Omit<T, 'ids' | 'filter' | 'expected' | 'after' | 'limit'> : never;
export type CameraVerb = Verb<CameraBulk>;
export type UserVerb = Verb<UserBulk>;
export type PresetChoice = Item<Answer<paths[`${Api}/cameras/bulk/presets`]['post']>>;

export type Organization = Get<`${Api}/organizations/{id}`>;
export type OrganizationChange = Body<paths[`${Api}/organizations/{id}`]['patch']>;
export type OrganizationCreate = Body<paths[`${Api}/organizations`]['post']>;
export type Folder = Item<Get<`${Api}/organizations/{id}/folders`>>;
export type FolderChange = Body<paths[`${Api}/organizations/{id}/folders/{folderId}`]['patch']>;
export type Share = Item<Get<`${Api}/organizations/{id}/shares`>>;
export type FolderGrant = Item<Get<`${Api}/organizations/{id}/folders/{folderId}/grants`>>;

export type Site = Item<Get<`${Api}/organizations/{id}/sites`>>;
export type SiteCreate = Body<paths[`${Api}/organizations/{id}/sites`]['post']>;
export type SiteChange = Body<paths[`${Api}/sites/{id}`]['patch']>;
export type Streamer = Item<Get<`${Api}/streamers`>>;
export type Cluster = Item<Get<`${Api}/clusters`>>;

export type User = Get<`${Api}/users/{id}`>;
export type UserChange = Body<paths[`${Api}/users/{id}`]['patch']>;
export type GivenRights = Item<Get<`${Api}/users/{id}/camera-rights`>>;
export type CameraRights = GivenRights['rights'];
export type SeenCamera = Item<Get<`${Api}/users/{id}/cameras-seen`>>;
export type UserIntercom = Item<Get<`${Api}/users/{id}/intercoms`>>;
export type UserSynchronization = Answer<paths[`${Api}/users/{id}/synchronize`]['post']>;
export type SupportMode = NonNullable<Me['support']>['mode'];
export type UserCreate = Body<paths[`${Api}/users`]['post']>;

export type Preset = Get<`${Api}/presets/{id}`>;
export type PresetCreate = Body<paths[`${Api}/presets`]['post']>;

export type ServiceAdministrator = Get<`${Api}/service-administrators/{id}`>;
export type ServiceAdministratorCreate = Body<paths[`${Api}/service-administrators`]['post']>;
export type ServiceAdministratorChange = Body<paths[`${Api}/service-administrators/{id}`]['patch']>;

export type Viewing = Item<Get<`${Api}/viewings`>>;
/** `changes`: by field, what was and what is. */
export type AuditChange = Omit<Item<Get<`${Api}/audit`>>, 'changes'> & {
  readonly changes: Readonly<Record<string, readonly unknown[]>>;
};
export type BillingEvent = Item<Get<`${Api}/billing-events`>>;
type EventCard = Get<`${Api}/billing-events/{id}`>;
export type BillingEventCard = Omit<EventCard, 'changes'> & {
  readonly changes: readonly (Pick<Item<{ items: EventCard['changes'] }>, 'id' | 'objectKind' | 'objectId'> &
    Pick<AuditChange, 'changes'>)[];
};
export type Overview = Get<`${Api}/overview`>;
export type Settings = Get<`${Api}/settings`>;
export type SettingsChange = Body<paths[`${Api}/settings`]['patch']>;

export type Plan = Get<`${Api}/plans/{id}`>;
export type PlanCreate = Body<paths[`${Api}/plans`]['post']>;
export type PlanChange = Body<paths[`${Api}/plans/{id}`]['patch']>;
export type Usage = Item<Get<`${Api}/organizations/{id}/usage`>>;
export type UsageDay = Item<Get<`${Api}/organizations/{id}/usage/days`>>;
export type RatingState = Get<`${Api}/rating`>;
export type RatedDay = Item<Get<`${Api}/rating/days`>>;
export type OrganizationPlans = Answer<paths[`${Api}/organizations/{id}/plans`]['get']>;
export type OrganizationPlansChange = Body<paths[`${Api}/organizations/{id}/plans`]['patch']>;
export type StatementLine = Item<Get<`${Api}/organizations/{id}/statement`>>;
export type Balance = Get<`${Api}/organizations/{id}/balance`>;
export type MoneyMonth = Get<`${Api}/money/month`>;
export type Debtor = Item<Get<`${Api}/money/month/debtors`>>;
export type Invoice = Item<Get<`${Api}/invoices`>>;
export type InvoicesIssued = Answer<paths[`${Api}/invoices`]['post']>;
export type InvoicedMonth = Get<`${Api}/money/month/invoices`>;
/** As it is printed. */
export type MoneyDocument = Get<`${Api}/organizations/{id}/invoice-preview`>;
export type Requisites = Get<`${Api}/requisites`>;
export type RequisitesSet = Body<paths[`${Api}/requisites`]['put']>;
export type OrganizationRequisites = Get<`${Api}/organizations/{id}/requisites`>;
export type TaxRate = Item<Get<`${Api}/tax-rates`>>;
export type Door = Item<Get<`${Api}/doors/mine`>>;
export type DoorEvent = Item<Get<`${Api}/doors/{id}/events`>>;
export type Contracts = Get<`${Api}/me/contracts`>;
export type Contract = Item<Contracts>;
/** As the provider set it up. */
export type DoorSetup = Get<`${Api}/doors/{id}`>;
export type DoorCreate = Body<paths[`${Api}/doors`]['post']>;
export type DoorChange = Body<paths[`${Api}/doors/{id}`]['patch']>;
export type Lock = Get<`${Api}/locks/{id}`>;
export type LockCreate = Body<paths[`${Api}/locks`]['post']>;
export type LockChange = Body<paths[`${Api}/locks/{id}`]['patch']>;
export type Panel = Get<`${Api}/cameras/{id}/panel`>;
export type PanelChange = Body<paths[`${Api}/cameras/{id}/panel`]['put']>;
export type AccessKey = Item<Get<`${Api}/organizations/{id}/keys`>>;
export type KeyCreate = Body<paths[`${Api}/organizations/{id}/keys`]['post']>;
export type Intercom = Item<Get<`${Api}/intercoms`>>;
export type IntercomCard = Get<`${Api}/intercoms/{id}`>;
export type IntercomChange = Body<paths[`${Api}/intercoms/{id}`]['patch']>;
export type IntercomFlat = Item<Get<`${Api}/intercoms/{id}/flats`>>;
export type FlatChange = Body<paths[`${Api}/intercoms/{id}/flats/{flat}`]['patch']>;
export type FlatLink = Body<paths[`${Api}/intercoms/{id}/links`]['post']>;
export type CollectedKey = Item<Get<`${Api}/intercoms/{id}/collected-keys`>>;
export type IntercomKey = Item<Get<`${Api}/intercoms/{id}/keys`>>;
export type PanelOutage = Item<Get<`${Api}/intercoms/{id}/outages`>>;
export type KeyChange = Body<paths[`${Api}/organizations/{id}/keys/{keyId}`]['patch']>;
export type PanelKey = Item<Get<`${Api}/cameras/{id}/panel/keys`>>;
export type Connector = Get<`${Api}/connector`>;
export type ConnectorTrial = Answer<paths[`${Api}/connector/ask`]['post']>;
export type ContractDevice = Item<Get<`${Api}/organizations/{id}/devices`>>;

export type Ticket = Get<`${Api}/tickets/{id}`>;
export interface TicketFilter {
  readonly state?: 'open' | 'closed' | undefined;
  readonly waiting?: true | undefined;
  readonly organizationId?: number | undefined;
  readonly search?: string | undefined;
}
