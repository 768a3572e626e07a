import type { AuditEntry } from '../audit/record.ts';
import { type IntentType, ruleOf } from './intents.ts';
import type { BillingType } from './vocabulary.ts';

/** What a billing asked for, without what the core does not look at. */
interface Asked {
  readonly type: IntentType;
  readonly request?: unknown;
}

/** What a write that changed something did, as billings call it: at least one type, each once. */
export function typesOfChanges(intent: Asked, changes: readonly AuditEntry[]): readonly BillingType[] {
  const rule = ruleOf(intent.type);
  if (typeof rule === 'string') return [rule];
  const told = new Set(changes.flatMap((entry) => typesOfEntry(entry, rule.byChanges)));
  return told.size > 0 ? [...told].sort(specialFirst) : typesAsked(intent);
}

/** What a write that changed nothing, or was refused, was asked for. */
export function typesAsked({ type, request }: Asked): readonly BillingType[] {
  const rule = ruleOf(type);
  if (typeof rule === 'string') return [rule];
  const fields = given(request);
  if (type === 'camera.grant') return [takesAll(fields) ? 'billing.detach_camera' : rule.byChanges];
  if (type === 'user.change' || type === 'organization.change') return typesOfFields(fields);
  return [rule.byChanges];
}

/** Of a request at an address code that nobody knows. */
export const typesUnknownCode = ({ type }: Asked): readonly BillingType[] => [
  type === 'location.create' || type === 'location.ensure'
    ? 'billing.create_location_unknown_csa'
    : 'billing.attach_camera_unknown_csa',
];

/** Whoever sends all that it knows, `enabled` and the login with it, updates; alone they are what was meant. */
function typesOfFields(fields: Readonly<Record<string, unknown>>): readonly BillingType[] {
  const types: BillingType[] = [];
  const { enabled, password, login, ...rest } = fields;
  const alone = Object.keys(rest).length === 0;
  if (enabled === false) types.push('billing.pause_entity');
  if (enabled === true && alone) types.push('billing.unpause_entity');
  if (login !== undefined && alone) types.push('billing.update_login');
  if (password !== undefined) types.push('billing.update_password');
  return alone && types.length > 0 ? types : [...types, 'billing.update_entity'];
}

const given = (request: unknown): Readonly<Record<string, unknown>> =>
  typeof request === 'object' && request !== null
    ? Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
    : {};

/** Rights that are named, and every one of them as not given. */
function takesAll({ userId: _userId, join: _join, ...rights }: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(rights);
  return values.length > 0 && values.every((value) => value === false);
}

/** Fields of a contract or user that have a type of their own, by what they became. */
const TARIFF = /^(plan|plans|presets?|defaultPlan|presetId|terms)$/;
const PLAIN: BillingType = 'billing.update_entity';

function typesOfEntry(entry: AuditEntry, otherwise: BillingType): readonly BillingType[] {
  const { action, objectKind, changes } = entry;
  switch (objectKind) {
    case 'user':
    case 'organization':
      if (action === 'create') return ['billing.new_entity'];
      if (action === 'delete') return ['billing.terminate_entity'];
      return Object.entries(changes).flatMap(([name, change]) => typesOfField(name, change, otherwise));
    case 'camera':
      if (action === 'create') return ['billing.new_camera'];
      if (action === 'delete') return ['billing.delete_camera'];
      return Object.entries(changes).map(([name, change]) => typeOfCameraField(name, change));
    case 'folder':
      if (action === 'create') return ['billing.create_folder'];
      if (action === 'delete') return ['billing.delete_folder'];
      return Object.entries(changes).map(([name, [, after]]) => {
        if (name !== 'grant' && name !== 'shared') return 'billing.update_folder';
        return after === null ? 'billing.detach_camera' : 'billing.attach_camera';
      });
    default:
      return [];
  }
}

/** `enabled` is whether no block stands; `block.<source>` the reason of one of several. */
function typesOfField(
  name: string,
  [before, after]: readonly [unknown, unknown],
  otherwise: BillingType,
): readonly BillingType[] {
  if (name === 'enabled') return [after === true ? 'billing.unpause_entity' : 'billing.pause_entity'];
  if (name.startsWith('block.')) return [after === null ? 'billing.unpause_entity' : 'billing.pause_entity'];
  if (name === 'login') return ['billing.update_login'];
  if (name === 'password') return ['billing.update_password'];
  if (name === 'devices') return devicesTypes(before, after);
  return [TARIFF.test(name) ? 'billing.change_tariff' : otherwise];
}

/** `devices`: [those that were taken, those that were given]. */
function devicesTypes(gone: unknown, added: unknown): readonly BillingType[] {
  const some = (ids: unknown) => Array.isArray(ids) && ids.length > 0;
  return [
    ...(some(added) ? (['billing.attach_camera'] as const) : []),
    ...(some(gone) ? (['billing.detach_camera'] as const) : []),
  ];
}

/** `rights.<user>`: the names of the rights before and after. */
function typeOfCameraField(name: string, [, after]: readonly [unknown, unknown]): BillingType {
  if (name === 'owner') return 'billing.attach_camera';
  if (!name.startsWith('rights.')) return 'billing.update_camera';
  return Array.isArray(after) && after.length === 0 ? 'billing.detach_camera' : 'billing.attach_camera';
}

/** What has a name of its own comes before "something was updated". */
const specialFirst = (a: BillingType, b: BillingType): number => Number(a === PLAIN) - Number(b === PLAIN);
