import type { TSchema } from 'typebox';
import { BillingEvent } from '../contract/billing-events.ts';
import { BulkResult, CameraBulk, UserBulk } from '../contract/bulk.ts';
import { Access } from '../contract/camera-access.ts';
import { ArchiveDay, Camera, CameraChange, CameraConnection, CameraCreate } from '../contract/cameras.ts';
import { AuditChange, Block, Done, ErrorBody, Rights } from '../contract/common.ts';
import { Connector, ConnectorTrial, OwnContract } from '../contract/contracts.ts';
import {
  ContractDevice,
  Door,
  DoorChange,
  DoorCreate,
  Lock,
  LockChange,
  LockCreate,
  MyDoor,
  Panel,
  PanelChange,
} from '../contract/doors.ts';
import {
  Invoice,
  IssuedInvoice,
  MoneyDocument,
  OrganizationRequisites,
  Requisites,
  TaxRate,
} from '../contract/invoices.ts';
import { AccessKey, AccessKeyCreate, PanelKey } from '../contract/keys.ts';
import { Money, Plan, PlanChange, PlanCreate, PlanPrice, StatementLine } from '../contract/money.ts';
import { DeviceFailed, DoorEvent } from '../contract/openings.ts';
import {
  Folder,
  FolderChange,
  FolderCreate,
  FolderGrant,
  FolderGrantChange,
  Member,
  MemberChange,
  Organization,
  OrganizationChange,
  OrganizationCreate,
  Preset,
  PresetChange,
  PresetCreate,
  Share,
  User,
  UserChange,
  UserCreate,
} from '../contract/people.ts';
import { CameraModels, Cluster, Site, SiteChange, SiteCreate, Streamer } from '../contract/places.ts';
import { Me, PasswordChange, Preferences, SignIn } from '../contract/session.ts';
import { ApiKey, Overview, Settings, SettingsChange, Viewing } from '../contract/system.ts';
import { Ticket, TicketCreate, TicketMessage } from '../contract/tickets.ts';
import {
  EVENT_MESSAGES,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointCreate,
} from '../contract/webhooks.ts';

/** What clients that are made from the description call these. */
const NAMED: Readonly<Record<string, TSchema>> = {
  Access,
  AccessKey,
  AccessKeyCreate,
  ApiKey,
  ArchiveDay,
  AuditChange,
  BillingEvent,
  Block,
  BulkResult,
  Camera,
  CameraBulk,
  CameraChange,
  CameraConnection,
  CameraCreate,
  CameraModels,
  Cluster,
  Connector,
  ConnectorTrial,
  ContractDevice,
  DeviceFailed,
  Done,
  Door,
  DoorChange,
  DoorCreate,
  DoorEvent,
  Error: ErrorBody,
  Folder,
  FolderChange,
  FolderCreate,
  FolderGrant,
  FolderGrantChange,
  Invoice,
  IssuedInvoice,
  Lock,
  LockChange,
  LockCreate,
  Me,
  Member,
  MemberChange,
  Money,
  MoneyDocument,
  MyDoor,
  Organization,
  OrganizationChange,
  OrganizationCreate,
  OrganizationRequisites,
  Overview,
  OwnContract,
  Panel,
  PanelChange,
  PanelKey,
  PasswordChange,
  Plan,
  PlanChange,
  PlanCreate,
  PlanPrice,
  Preferences,
  Preset,
  PresetChange,
  PresetCreate,
  Requisites,
  Rights,
  Settings,
  SettingsChange,
  Share,
  SignIn,
  StatementLine,
  Ticket,
  TicketCreate,
  TicketMessage,
  Site,
  SiteChange,
  SiteCreate,
  Streamer,
  TaxRate,
  User,
  UserBulk,
  UserChange,
  UserCreate,
  Viewing,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointCreate,
};

/** What is sent to the endpoints of webhooks, by the type of the event. */
const MESSAGES = Object.fromEntries(
  Object.entries(EVENT_MESSAGES).map(([type, { about, schema }]) => [
    type,
    {
      post: {
        tags: ['Webhooks'],
        summary: about,
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '2XX': { description: 'Taken; anything else is tried again' } },
      },
    },
  ]),
);

interface Document {
  readonly components?: object;
  readonly paths?: object;
}

/** The document with each schema of the contract said once, under its name, and referred to everywhere else. */
export function withNames(document: Document): Document & { readonly webhooks: object } {
  const schemas = Object.entries(NAMED).map(([name, schema]) => [name, modern(schema)] as const);
  const names = new Map(schemas.map(([name, schema]) => [canonical(schema), name]));
  const referred = schemas.map(([name, schema]) => [name, refer(schema, names, name)]);
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(referred) },
    paths: refer(modern(document.paths), names) as object,
    webhooks: modern(MESSAGES) as object,
  };
}

function refer(node: unknown, names: ReadonlyMap<string, string>, self?: string): unknown {
  if (Array.isArray(node)) return node.map((item) => refer(item, names));
  if (!isObject(node)) return node;
  const name = names.get(canonical(node));
  if (name !== undefined && name !== self) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, refer(value, names)]));
}

/** What an answer is, where the generator has only "Default Response" to say. */
const ANSWERS: Readonly<Record<string, string>> = {
  200: 'Done',
  201: 'Made',
  default: 'Refused: `error.code` says why, `error.message` what to do about it',
};

/** JSON Schema as OpenAPI 3.1 has it: tuples by prefixItems, any key by additionalProperties. */
function modern(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(modern);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'const') return [['enum', [value]]];
    if (key === 'items' && Array.isArray(value)) return [['prefixItems', value.map(modern)]];
    if (key === 'additionalItems') return [['items', value]];
    if (key === 'patternProperties' && isObject(value) && '^.*$' in value)
      return [['additionalProperties', modern(value['^.*$'])]];
    if (isObject(value) && value.description === 'Default Response')
      return [[key, modern({ ...value, description: ANSWERS[key] ?? key })]];
    return [[key, modern(value)]];
  });
  return Object.fromEntries(entries);
}

const isObject = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null;

/** The same text whatever the order of the keys. */
const canonical = (node: unknown): string =>
  JSON.stringify(node, (_key, value: unknown) =>
    isObject(value) && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
