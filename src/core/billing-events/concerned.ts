import type { AuditEntry, Concerned, Intent } from '../audit/record.ts';

/** Of one event: a deletion of a contract with ten thousand users is found by the contract. */
const MAX_IDS = 1000;

/** Fields of requests and of changes that name a user or a contract by its id. */
const USER_FIELDS = ['userId', 'userIds', 'ownerId', 'member', 'grant'];
const ORGANIZATION_FIELDS = ['organizationId', 'homeOrganizationId', 'shared', 'contracts'];

/**
 * Whom a write was about, by what it noted of its objects, by what its intent says it is about and by what its request
 * names. Reads nothing; ids of a refused request may be nobody's.
 */
export function concerned(
  { subject, request }: Pick<Intent, 'subject' | 'request'>,
  entries: readonly AuditEntry[],
): Concerned {
  const users = new Set<number>();
  const organizations = new Set<number>();
  const [, kind, id] = /^(user|organization) (\d{1,10})$/.exec(subject ?? '') ?? [];
  if (kind !== undefined) addIds(kind === 'user' ? users : organizations, Number(id));
  if (typeof request === 'object' && request !== null) addNamed(request, users, organizations);
  for (const { objectKind, objectId, organizationId, changes } of entries) {
    if (objectKind === 'user') addIds(users, objectId);
    if (objectKind === 'organization') addIds(organizations, objectId);
    addIds(organizations, organizationId);
    addNamed(changes, users, organizations);
  }
  return { userIds: [...users], organizationIds: [...organizations] };
}

function addNamed(fields: object, users: Set<number>, organizations: Set<number>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (USER_FIELDS.includes(name)) addIds(users, value);
    else if (ORGANIZATION_FIELDS.includes(name)) addIds(organizations, value);
    else if (name.startsWith('rights.')) addIds(users, Number(name.slice('rights.'.length)));
  }
}

/** One id or lists of them, before and after as well. */
function addIds(to: Set<number>, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) addIds(to, item);
  else if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31 && to.size < MAX_IDS)
    to.add(value);
}
