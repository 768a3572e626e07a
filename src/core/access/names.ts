import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import type { Decision, Reason } from './decide.ts';
import { ownOrganizations, scopeOf } from './scope.ts';

interface Named {
  readonly id: number;
  readonly title: string;
}

/**
 * The same with what folders and organizations are called. Whoever does not see the whole domain is told the names of
 * their own organizations alone.
 */
export async function withNames<E extends { readonly decision: Decision }>(
  core: Core,
  actor: Actor,
  explanations: readonly E[],
): Promise<readonly E[]> {
  const reasons = explanations.flatMap(({ decision }) => decision.reasons);
  const objects = (kind: string) => reasons.flatMap((r) => (r.objectKind === kind && r.objectId ? [r.objectId] : []));
  const organizationIds = [...objects('organization'), ...reasons.flatMap((r) => r.viaOrganizationId ?? [])];
  const folderIds = objects('folder');
  if (organizationIds.length + folderIds.length === 0) return explanations;
  const sql = listReader(core);
  const user = await scopeOf(core, actor);
  const known = user ? sql`and o.id = any(${ownOrganizations(user)}::int[])` : sql``;
  const [organizations, folders] = await Promise.all([
    sql<Named[]>`
      select o.id, o.title from organization o
      where o.domain_id = ${actor.domainId} and o.id = any(${organizationIds}::int[]) ${known}`,
    sql<(Named & { organizationId: number })[]>`
      select f.id, f.title, f.organization_id from folder f join organization o on o.id = f.organization_id
      where o.domain_id = ${actor.domainId} and f.id = any(${folderIds}::int[]) ${known}`,
  ]);
  const organizationTitles = new Map(organizations.map(({ id, title }) => [id, title]));
  const folderById = new Map(folders.map((folder) => [folder.id, folder]));
  const named = (reason: Reason): Reason => {
    const { objectKind, objectId = 0, viaOrganizationId = 0 } = reason;
    const folder = objectKind === 'folder' ? folderById.get(objectId) : undefined;
    const title = objectKind === 'organization' ? organizationTitles.get(objectId) : folder?.title;
    const viaTitle = organizationTitles.get(viaOrganizationId);
    return {
      ...reason,
      ...(title === undefined ? {} : { title }),
      ...(folder === undefined ? {} : { organizationId: folder.organizationId }),
      ...(viaTitle === undefined ? {} : { viaTitle }),
    };
  };
  return explanations.map((one) => ({
    ...one,
    decision: { ...one.decision, reasons: one.decision.reasons.map(named) },
  }));
}
