import { columnOf } from '../../db/column.ts';

/** What a user may do in the whole domain beside who it is: each a column of `app_user`, and a role (access/roles.ts). */
export const DOMAIN_RIGHTS = ['mayEditOrganizations', 'mayEditSettings', 'mayViewOrganizations'] as const;

export type DomainRights = Readonly<Record<(typeof DOMAIN_RIGHTS)[number], boolean>>;

/** Their columns of `app_user u`, to be selected. */
export const DOMAIN_RIGHT_COLUMNS = DOMAIN_RIGHTS.map((right) => `u.${columnOf(right)}`).join(', ');

/** Of a row, and nothing else of it. */
export const domainRightsOf = (row: DomainRights): DomainRights =>
  Object.fromEntries(DOMAIN_RIGHTS.map((right) => [right, row[right]])) as Record<keyof DomainRights, boolean>;
