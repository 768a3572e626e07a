import type { Refusal } from './refusal.ts';

/** Doors, locks, panels and keys. */
export const DOORS_REFUSALS = {
  door_not_found: { kind: 'not_found', text: 'Door {id} not found' },
  lock_not_found: { kind: 'not_found', text: 'Lock {id} not found' },
  lock_unknown: { kind: 'invalid', text: 'there is no lock {id}' },
  device_not_found: { kind: 'not_found', text: 'Device {id} not found' },
  device_right_not_found: {
    kind: 'not_found',
    text: 'A right of organization {organizationId} on device {deviceId} not found',
  },
  camera_of_other_organization: {
    kind: 'invalid',
    text: 'camera {id} belongs to another organization than user {userId}',
  },
  panel_not_found: { kind: 'not_found', text: 'Panel of camera {id} not found' },
  panel_at_not_found: { kind: 'not_found', text: 'Panel {address} not found' },
  contract_at_panel_not_found: { kind: 'not_found', text: 'Contract at panel {id} not found' },
  panel_keys_closed: { kind: 'forbidden', text: 'Only an administrator may see the keys of a panel' },
  door_setup_closed: { kind: 'forbidden', text: 'Only an administrator may see how doors are set up' },
  door_needs_rights: { kind: 'forbidden', text: 'Read-only users cannot open doors' },
  panels_not_asked: { kind: 'unavailable', text: 'This server asks no panels' },
  door_not_paid: { kind: 'payment_required', text: 'The door is not paid for' },
  door_blocked: { kind: 'forbidden', text: 'The door stays shut: blocked by {source}' },
  door_blocked_because: { kind: 'forbidden', text: 'The door stays shut: blocked by {source}: {why}' },
  too_many_openings: { kind: 'too_many', text: 'Too many openings of this door: {limit} a minute are allowed' },
  too_many_foreign_openings: {
    kind: 'too_many',
    text: 'Too many openings of doors that are not yours: {limit} a minute are allowed',
  },
  command_mask: { kind: 'invalid', text: 'give the credentials: *** only stands for those of the command that is set' },
  panel_address_malformed: {
    kind: 'invalid',
    text: 'give a host, host:port or http(s)://host:port, without login and path',
  },
  dtmf_malformed: { kind: 'invalid', text: 'give the digits 0 to 9, A to D, * and #' },
  lock_uuid_taken: { kind: 'conflict', text: 'The uuid {uuid} is taken' },
  lock_uuid_taken_by: { kind: 'conflict', text: 'The uuid {uuid} is taken by lock {id}' },
  sip_id_taken: { kind: 'conflict', text: 'The SIP id {id} is taken' },
  key_not_found: { kind: 'not_found', text: 'Key {id} not found' },
  some_key_not_found: { kind: 'not_found', text: 'Key not found' },
  key_malformed: { kind: 'invalid', text: 'give 1 to 30 hexadecimal digits, as 00000075bcd01a' },
  flat_number_malformed: { kind: 'invalid', text: "give the flat's number, as the panel dials it or its door says it" },
  sip_id_taken_by: { kind: 'conflict', text: 'The SIP id {id} is taken by the panel of camera {cameraId}' },
  monitor_id_taken: { kind: 'conflict', text: 'The monitor id {id} is taken' },
  monitor_id_taken_by: { kind: 'conflict', text: 'The monitor id {id} is taken by the panel of camera {cameraId}' },
} as const satisfies Readonly<Record<string, Refusal>>;
