import type { Refusal } from './refusal.ts';

/** Cases of analytics, their events, and the engines that tell of them. */
export const ANALYTICS_REFUSALS = {
  case_not_found: { kind: 'not_found', text: 'Analytics case {id} not found' },
  cases_too_many: { kind: 'limit', text: 'A user has {limit} analytics cases at the most' },
  case_without_cameras: { kind: 'invalid', text: 'choose at least one camera' },
  case_cameras_too_many: { kind: 'invalid', text: 'a case has {limit} cameras at the most' },
  case_settings_too_large: { kind: 'invalid', text: 'take more than {limit} bytes' },
  case_camera_unknown: { kind: 'invalid', text: 'the user does not see camera {id}' },
  case_camera_blocked: { kind: 'invalid', text: 'the camera {title} is blocked, so it cannot be added' },
  licences_too_few: {
    kind: 'limit',
    text: 'Too few licences of level {level}: the cameras that are added need {count}, and {free} are free. Choose fewer cameras, or ask the provider',
  },
  engine_not_found: { kind: 'not_found', text: 'Analytics engine {id} not found' },
  engines_too_many: { kind: 'limit', text: 'There are {limit} analytics engines at the most' },
  engine_types_wrong: { kind: 'invalid', text: 'choose at least one of {choices}' },
  engine_off: { kind: 'forbidden', text: 'This analytics engine is switched off' },
  engine_signature_wrong: {
    kind: 'unauthenticated',
    text: 'No signature fits: sign webhook-id.webhook-timestamp.body, the bytes as they are sent, with the secret of this engine',
  },
  case_events_of_whom: { kind: 'invalid', text: 'say whose events: give a user or a case' },
  camera_not_in_case: { kind: 'invalid', text: 'camera {id} is not in that case' },
  event_field_wrong: { kind: 'invalid', text: 'the field {field} is missing or wrong' },
  event_time_far: { kind: 'invalid', text: 'its time is more than a day ago or more than 5 minutes ahead' },
} as const satisfies Readonly<Record<string, Refusal>>;
