import type { Refusal } from './refusal.ts';

/** Organizations, their members, blocks and sites. */
export const ORGANIZATIONS_REFUSALS = {
  organization_not_found: { kind: 'not_found', text: 'Organization {id} not found' },
  contract_not_found: { kind: 'not_found', text: 'Contract {uid} not found' },
  organization_unknown: { kind: 'invalid', text: 'there is no organization {id}' },
  organizations_closed: { kind: 'forbidden', text: 'Only an administrator may add organizations' },
  organization_closed: { kind: 'forbidden', text: 'Only the owner or an administrator may change the organization' },
  organization_fields_closed: { kind: 'forbidden', text: 'Only an administrator may change {fields}' },
  organization_removal_closed: { kind: 'forbidden', text: 'Only an administrator may delete organizations' },
  organization_block_closed: {
    kind: 'forbidden',
    text: 'Only the owner or an administrator may block the organization',
  },
  organization_users_closed: { kind: 'forbidden', text: 'You may not manage the users of organization {id}' },
  default_organization_stays: { kind: 'conflict', text: 'The default organization cannot be deleted' },
  organization_not_empty: {
    kind: 'conflict',
    text: 'Organization {id} has {cameras} cameras, {locks} locks and {users} users: move them first, or delete with force',
  },
  owner_cannot_leave: { kind: 'invalid', text: 'the owner cannot leave the organization: change the owner first' },
  member_not_found: { kind: 'not_found', text: 'User {userId} in organization {organizationId} not found' },
  member_missing: { kind: 'invalid', text: 'user {userId} is not in organization {organizationId}: add it first' },
  flat_malformed: {
    kind: 'invalid',
    text: 'give a number first, as 11, 11а or 12-1: panels know a flat by the number in front',
  },
  uid_taken: { kind: 'conflict', text: 'The outside uid {uid} is taken' },
  uid_taken_by: { kind: 'conflict', text: 'The outside uid {uid} is taken by organization {id}' },
  contract_number_taken: { kind: 'conflict', text: 'The contract number {number} is taken' },
  contract_number_taken_by: { kind: 'conflict', text: 'The contract number {number} is taken by organization {id}' },
  networks_too_many: { kind: 'invalid', text: 'has {count} networks, {limit} are allowed' },
  address_named_malformed: { kind: 'invalid', text: '"{address}" is no IP address' },
  network_malformed: { kind: 'invalid', text: '"{network}" is no network: write it like 10.0.0.0/8' },
  block_of_connector: {
    kind: 'forbidden',
    text: 'The block of "connector" is what the billing answered: it goes when the billing says so',
  },
  block_of_provider: {
    kind: 'forbidden',
    text: 'Only the provider may set or lift the block of {source}: yours is "owner"',
  },
  site_not_found: { kind: 'not_found', text: 'Site {id} not found' },
  site_unknown: { kind: 'invalid', text: 'there is no site {id} in organization {organizationId}' },
  site_has_cameras: { kind: 'conflict', text: 'Site {id} has cameras: move them first' },
  sites_closed: { kind: 'forbidden', text: 'You may not edit the sites of organization {id}' },
} as const satisfies Readonly<Record<string, Refusal>>;
