import type { Refusal } from './refusal.ts';

/** Subscribers whom a billing makes with a contract of their own, what they are given, and their licences. */
export const SUBSCRIBERS_REFUSALS = {
  subscriber_not_found: { kind: 'not_found', text: 'There is no subscriber with the login {login}' },
  subscriber_of_billing_not_found: { kind: 'not_found', text: 'There is no subscriber with the billing id {id}' },
  billing_id_taken: { kind: 'conflict', text: 'The billing id {id} is that of the subscriber {login}' },
  subscriber_type_reserved: { kind: 'invalid', text: 'the type {type} is reserved' },
  subscriber_without_contract: { kind: 'conflict', text: 'The subscriber {login} has no contract of its own' },
  permission_unsettable: { kind: 'invalid', text: '{name} is no permission that can be set' },
  code_of_several: { kind: 'invalid', text: '{code} stands for several: give the id of one' },
  group_code_unknown: { kind: 'invalid', text: 'there is no group with the code {code}' },
  preset_title_unknown: { kind: 'invalid', text: 'there is no preset called {title}' },
  intercom_unknown: { kind: 'invalid', text: 'there is no intercom {id}' },
  external_id_taken: { kind: 'conflict', text: 'The external id {externalId} is that of camera {id}' },
  camera_of_other_device: {
    kind: 'conflict',
    text: 'Camera {id} is the device {mac}: say that it is replaced',
  },
  low_stream_not_recorded: { kind: 'invalid', text: 'the second stream is not recorded: record the first' },
  pause_scope_unknown: { kind: 'invalid', text: 'a pause of the scope {scope} is not offered: use full' },
} as const satisfies Record<string, Refusal>;
