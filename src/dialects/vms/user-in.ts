import type { ExtraFields } from '../../core/extra/extra.ts';
import { present } from '../../core/fields.ts';
import type { SubscriberFields } from '../../core/subscribers/subscriber.ts';
import { isObject } from '../wire/body.ts';
import { extraIn } from '../wire/extra.ts';
import { type Body, flag, text } from '../wire/values.ts';
import { choiceIn, eachIn, given, objectIn, requiredText, wrong } from './values.ts';

export const DIALECT = 'vms';

const KNOWN: ReadonlySet<string> = new Set([
  ...['login', 'password', 'name', 'can_update_password', 'type', 'status', 'billing_info'],
  ...['properties', 'billing_properties', 'permissions_to_attach', 'permissions_to_detach'],
]);
const MAX_PASSWORD = 100;
const MAX_TYPE = 50;
const MAX_PROPERTIES = 20;
/** Made by the system itself, and by users. */
const RESERVED_TYPES = ['special', 'subuser'];

export interface Property {
  readonly type: string;
  readonly value: string;
}

/** What a body says of a user; absent fields stay. */
export function userIn(body: Body): SubscriberFields {
  const info = objectIn(body, 'billing_info') ?? {};
  const properties = propertiesIn(body);
  const phone = properties?.find(({ type }) => type === 'phone');
  const status = choiceIn(body, 'status', ['active', 'blocked']);
  return present({
    name: text(body, 'name')?.trim() || undefined,
    password: passwordIn(body),
    mayChangePassword: flag(body, 'can_update_password'),
    phone: properties && (phone?.value ?? null),
    blocked: status === undefined ? undefined : status === 'blocked',
    billingId: text({ 'billing_info.billing_id': info.billing_id }, 'billing_info.billing_id')?.trim() || undefined,
    extra: extraOf(
      body,
      info,
      properties?.filter((one) => one !== phone),
    ),
  });
}

function passwordIn(body: Body): string | undefined {
  const password = text(body, 'password');
  if (password !== undefined && password.length > MAX_PASSWORD)
    throw wrong('password', 'text_too_long', { length: password.length, limit: MAX_PASSWORD });
  return password;
}

function typeIn(body: Body): string | undefined {
  const type = text(body, 'type')?.trim() || undefined;
  if (type === undefined) return undefined;
  if (type.length > MAX_TYPE) throw wrong('type', 'text_too_long', { length: type.length, limit: MAX_TYPE });
  if (RESERVED_TYPES.includes(type.toLowerCase())) throw wrong('type', 'subscriber_type_reserved', { type });
  return type;
}

/** Under either of their names. */
function propertiesIn(body: Body): readonly Property[] | undefined {
  const name = body.properties === undefined ? 'billing_properties' : 'properties';
  if (body[name] !== undefined && !Array.isArray(body[name]) && !isObject(body[name]))
    throw wrong(name, 'list_required');
  const properties = eachIn(isObject(body[name]) ? { [name]: [body[name]] } : body, name, (value, place) => {
    if (!isObject(value)) throw wrong(place, 'row_not_object');
    const property = given(value);
    const type = requiredText(property, 'type', `${place}.type`).toLowerCase();
    if (type.length > MAX_TYPE) throw wrong(`${place}.type`, 'text_too_long', { length: type.length, limit: MAX_TYPE });
    const told = requiredText(property, 'value', `${place}.value`);
    const limit = type === 'phone' ? 64 : 255;
    if (told.length > limit) throw wrong(`${place}.value`, 'text_too_long', { length: told.length, limit });
    return { type, value: told };
  });
  if (properties && properties.length > MAX_PROPERTIES)
    throw wrong(name, 'too_many_at_most', { limit: MAX_PROPERTIES });
  return properties;
}

/** The type, further properties and what else came are kept as they are. */
function extraOf(body: Body, info: Body, properties: readonly Property[] | undefined): ExtraFields | undefined {
  const beside = extraIn(DIALECT, body, KNOWN)?.values;
  const own = present({
    type: typeIn(body),
    properties: properties && (properties.length > 0 ? properties : null),
    billing_extra: info.billing_extra,
  });
  const values = { ...beside, ...own };
  return Object.keys(values).length === 0 ? undefined : { dialect: DIALECT, values };
}
