import { type DomainError, inFields, type Said } from '../../core/errors.ts';
import { REFUSALS, type Words } from '../../core/refusals/index.ts';
import { sentence } from '../../core/refusals/sentence.ts';
import { fieldName } from './fields.ts';

const english = Object.fromEntries(Object.entries(REFUSALS).map(([reason, { text }]) => [reason, text])) as Words;

/** The core's English, but where this API's clients know a field by its own name. */
export const WATCHER_WORDS = {
  ...english,
  camera_limit: 'Organization {id} may have {limit} cameras (camera_limit) and has {count}',
  user_limit: 'Organization {id} may have {limit} users (user_limit) and has {count}',
  camera_limit_of_import: 'organization {id} may have {limit} cameras (camera_limit)',
  camera_without_motors: 'Camera {name} has no motors (onvif_ptz is off)',
  external_id_closed: 'Only an administrator may set external_id: the billing knows the camera by it',
  mail_server_missing: 'No SMTP server is set: give mail_uri and mail_from first',
} satisfies Words;

/** A refusal in Watcher's words. */
export const watcherText = ({ reason, params }: Said): string => sentence(WATCHER_WORDS[reason], params);

/** The whole of it; what is said of fields begins with their names. */
export const watcherMessage = (error: DomainError): string =>
  Object.keys(error.fields).length > 0 ? inFields(error.fields, watcherText, fieldName) : watcherText(error);
