import type { TFunction } from 'i18next';
import type { AuditChange } from '../api/types.ts';
import { number } from '../format/numbers.ts';
import type english from '../locales/en/console.json';

type Say = TFunction<'console'>;
type Audit = (typeof english)['audit'];

/** Who it was: people by their login, the billing's key and the product itself in words. */
export function actorWords(t: Say, actor: string, kind?: AuditChange['actorKind']): string {
  if (/^domain_\d+_via_apikey$/.test(actor)) return t('audit.actors.apiKey');
  if (kind === 'system' && actor.startsWith('guest '))
    return t('audit.actors.guest', { name: actor.slice('guest '.length) });
  return kind === 'system' ? t('audit.actors.system') : actor;
}

/** By which door a change came. */
export const wayWords = (t: Say, dialect: string): string =>
  t(`audit.ways.${dialect as keyof Audit['ways']}`, { defaultValue: dialect });

/** What a field of the core is called; one of a dialect's own keeps its name. */
export function fieldWords(t: Say, field: string): string {
  const [head = '', ...rest] = field.split('.');
  const below = rest.join('.');
  if (below === '') return t(`audit.fields.${field as keyof Audit['fields']}`, { defaultValue: field });
  switch (head) {
    case 'agent':
    case 'connection':
    case 'panel':
    case 'requisites':
      return t(`audit.parts.${head}`, { what: fieldWords(t, below) });
    case 'block':
    case 'sign_in_lock':
      return t(`audit.parts.${head}`, {
        what: t(`access.because.source.${below as 'billing'}`, { defaultValue: below }),
      });
    case 'device':
      return t('audit.parts.device', { what: below.split('.')[0] });
    case 'invoice':
    case 'price':
    case 'taxRate':
    case 'rights':
      return t(`audit.parts.${head}`, { what: below });
    case 'permission':
      return t('audit.parts.permission', { what: permissionWords(t, below) });
    case 'permissionDefault':
      return t('audit.parts.permissionDefault', {
        who: t(`permissions.who.${rest[0] as 'subscriber'}`, { defaultValue: rest[0] ?? '' }),
        what: permissionWords(t, rest.slice(1).join('.')),
      });
    case 'extra':
      return below;
    case 'synchronized':
      return fieldWords(t, below);
    default:
      return field;
  }
}

/** One that the product had earlier keeps its name. */
const permissionWords = (t: Say, name: string): string =>
  t(`permissions.names.${name as 'doors.open'}`, { defaultValue: name });

const SECONDS_A_DAY = 86_400;
const DAYS = ['archiveSeconds', 'archiveDepthSeconds'];

/** Words of the core, by what is shown for them. */
const VALUES: Readonly<Record<string, keyof Audit['values']>> = {
  'sessions open': 'open',
  'sessions ended': 'ended',
  'session any': 'any',
  'opening opened': 'opened',
  'opening refused': 'refused',
  'opening failed': 'failed',
  'recordMode always': 'always',
  'recordMode motion': 'motion',
  'recordMode schedule': 'schedule',
  'recordMode off': 'never',
  'passwordBy own': 'own',
  'passwordBy backend': 'backend',
  'kind administrator': 'administrator',
  'kind subscriber': 'subscriber',
  'kind sub_user': 'sub_user',
  'theme dark': 'dark',
  'theme light': 'light',
  'theme auto': 'auto',
  'by code by telephone': 'byPhone',
  'support view': 'view',
  'support act': 'act',
};
const RENEWED: Readonly<Record<string, keyof Audit['values']>> = {
  new: 'new',
  'new credentials': 'newCredentials',
  'new, by mail': 'newByMail',
  'new, by the outside sign-in backend': 'newOutside',
};

/** A value as its reader's language has it; empty: none. */
export function valueWords(t: Say, language: string, field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'audit.values.yes' : 'audit.values.no');
  if (typeof value === 'number' && DAYS.includes(field)) return number(value / SECONDS_A_DAY, language, 2);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.map((one) => rightWords(t, field, one)).join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  const known = VALUES[`${field} ${value}`] ?? partValue(field, value);
  return known === undefined ? renewed(t, value) : t(`audit.values.${known}`);
}

const rightWords = (t: Say, field: string, one: unknown): string =>
  field.startsWith('rights.') ? t(`access.right.${String(one) as 'view'}`, { defaultValue: String(one) }) : String(one);

const PERMISSION_VALUES: Readonly<Record<string, keyof Audit['values']>> = {
  allowed: 'allowed',
  denied: 'denied',
  default: 'byDefault',
};

/** Of fields whose names hold what they are about. */
function partValue(field: string, value: string): keyof Audit['values'] | undefined {
  if (field.startsWith('permission')) return PERMISSION_VALUES[value];
  if (field.startsWith('device.') || field === 'block.connector')
    return value === 'unpaid' || value === 'off' ? value : undefined;
  return undefined;
}

/** Secrets are told as `*** (new)`; addresses as what of them may be seen. */
function renewed(t: Say, value: string): string {
  const [, shown = '', how = ''] = /^(.*) \((new[^)]*)\)$/.exec(value) ?? [];
  const words = RENEWED[how];
  return words === undefined ? value : `${shown} (${t(`audit.values.${words}`)})`;
}
