import type { DomainError, Said } from '../../core/errors.ts';
import { REFUSALS_BY_LANGUAGE } from '../../core/languages/words.ts';
import { type Params, REASONS, type Reason, type Words } from '../../core/refusals/index.ts';
import { sentence } from '../../core/refusals/sentence.ts';

/** Parameter names by the core's field names. */
export type ParameterNames = Readonly<Record<string, string>>;

/** The Russian of all refusals as it is said of a parameter, which is masculine. */
const OF_PARAMETERS: Words = Object.fromEntries(
  REASONS.map((reason) => [reason, REFUSALS_BY_LANGUAGE.ru[reason].replace('должно ', 'должен ')]),
) as Record<Reason, string>;

/** Who may not is told no more than that: not whose a camera is, nor what the provider has set. */
const DENIED = [
  'administrator_only',
  'signed_in_user_only',
  'max_sessions_of_provider',
  'must_change_password_of_provider',
  'own_fields_closed',
  'user_rights_in_domain',
  'user_owns_organization',
  'user_elsewhere_too',
  'home_fields_closed',
  'user_fields_closed',
  'audit_closed',
  'billing_events_closed',
  'messages_closed',
  'camera_history_closed',
  'own_history_closed',
  'mosaic_closed',
  'tickets_of_subscribers',
  'organizations_closed',
  'organization_closed',
  'organization_fields_closed',
  'organization_removal_closed',
  'organization_block_closed',
  'organization_users_closed',
  'block_of_provider',
  'sites_closed',
  'folders_closed',
  'camera_closed',
  'cameras_closed',
  'cameras_not_added',
  'camera_not_moved',
  'agent_fields_closed',
  'external_id_closed',
  'streamer_closed',
  'camera_by_address_closed',
  'streamers_closed',
  'clusters_closed',
  'panel_keys_closed',
  'door_setup_closed',
  'plans_closed',
  'balance_closed',
  'settings_closed',
  'block_of_connector',
] as const satisfies readonly Reason[];
const READ_ONLY = [
  'read_only',
  'read_only_of_provider',
  'user_is_read_only',
  'door_needs_rights',
] as const satisfies readonly Reason[];

/** What a billing's API says where it has no words of its own. */
export const TO_BILLINGS: Words = {
  ...OF_PARAMETERS,
  ...all(DENIED, 'Нет прав на это действие'),
  ...all(READ_ONLY, 'Доступ только для чтения'),
};

function all<R extends Reason>(reasons: readonly R[], text: string): Readonly<Record<R, string>> {
  return Object.fromEntries(reasons.map((reason) => [reason, text])) as Record<R, string>;
}

/** Fields that a refusal lists, as parameters. */
function named(params: Params, names: ParameterNames): Params {
  const { fields } = params;
  return typeof fields === 'object' ? { ...params, fields: fields.map((field) => names[field] ?? field) } : params;
}

/** A refusal in these words; it names the parameter where the core names a field. */
export function inWords(words: Words, error: DomainError, names: ParameterNames): string {
  const said = ({ reason, params }: Said): string => sentence(words[reason], named(params, names));
  const [field, why] = Object.entries(error.fields)[0] ?? [];
  return field === undefined || why === undefined ? said(error) : `Параметр ${names[field] ?? field}: ${said(why)}`;
}
