import type { Said } from '../../core/errors.ts';
import { REFUSALS, type Reason, type Words } from '../../core/refusals/index.ts';
import { sentence } from '../../core/refusals/sentence.ts';

/** What this API calls the core's fields. A name that is not here is the same in both. */
const NAMES: Readonly<Record<string, string>> = {
  phone: 'properties',
  mayChangePassword: 'can_update_password',
  billingId: 'billing_info.billing_id',
  cameraIds: 'camera_ids',
  cameraExternalIds: 'camera_external_ids',
  publicGroups: 'public_group_external_ids',
  privateGroups: 'private_group_external_ids',
  licencesL1: 'analytic_l1',
  licencesL2: 'analytic_l2',
  licencesL3: 'analytic_l3',
  title: 'name',
  presetId: 'service',
  folderId: 'group_id',
  externalId: 'external_id',
  archiveDays: 'streams',
  recordMode: 'streams',
  httpPort: 'onvif_credentials.port',
  onvifLogin: 'onvif_credentials.login',
  onvifPassword: 'onvif_credentials.password',
};

/** `cameraIds.3` is `camera_ids.3`: the place in a list stays. */
export function fieldName(field: string): string {
  const [head = '', ...place] = field.split('.');
  return [NAMES[head] ?? head, ...place].join('.');
}

/** Refusals of something as a whole that are one field's in this API, whose clients look at `errors`. */
export const FIELD_OF: Partial<Readonly<Record<Reason, string>>> = {
  login_taken: 'login',
  login_taken_by_user: 'login',
  login_taken_by_service_administrator: 'login',
  billing_id_taken: 'billing_info.billing_id',
  uid_taken: 'billing_info.billing_id',
  uid_taken_by: 'billing_info.billing_id',
  contract_number_taken: 'billing_info.billing_id',
  contract_number_taken_by: 'billing_info.billing_id',
  external_id_taken: 'external_id',
};

const english = Object.fromEntries(Object.entries(REFUSALS).map(([reason, { text }]) => [reason, text])) as Words;

/** The core's English, but where this API's words are others. */
export const VMS_WORDS = {
  ...english,
  preset_unknown: 'there is no service {id}',
  preset_title_unknown: 'there is no service called {title}',
  folder_unknown: 'there is no group {id}',
} satisfies Words;

/** A refusal in this API's words. */
export const vmsText = ({ reason, params }: Said): string => sentence(VMS_WORDS[reason], params);
