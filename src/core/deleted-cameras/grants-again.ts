import { APARTMENT, CONTRACT } from '../access/grants.ts';
import { settleLinkedLocks } from '../contracts/apartments.ts';
import { dropGrantsOfFormer } from '../rights/handover.ts';
import { SUBSCRIBED } from '../subscribers/cameras.ts';
import type { Write } from '../write.ts';
import { type KeptRows, putBack } from './kept-rows.ts';
import type { Left } from './left.ts';

interface GrantRow extends Readonly<Record<string, unknown>> {
  readonly subject_kind: 'user' | 'organization';
  readonly subject_id: number;
  readonly source: string;
  readonly through_organization_id: number | null;
}

/** Sources of grants that a billing gives and takes: it says by itself what still holds. Staff link flats as well, so links are none of these. */
const OF_BILLING: readonly string[] = [CONTRACT, SUBSCRIBED];

const holderOf = (of: Pick<GrantRow, 'subject_kind' | 'subject_id'>): string => `${of.subject_kind} ${of.subject_id}`;

/**
 * Brings the rights on a camera back, of those whose holders are there; says how many, and which did not come back. Its
 * doors are there: who is linked to a flat opens them again.
 */
export async function restoreGrants(
  tx: Write,
  cameraId: number,
  rows: KeptRows,
  moved: { readonly to: number } | undefined,
): Promise<{ readonly restored: number; readonly left: readonly Left[] }> {
  const grants = rows.grants as readonly GrantRow[];
  const names = await holders(tx, grants);
  const known = (id: number | null) => id === null || names.has(`organization ${id}`);
  const there = (grant: GrantRow) => names.has(holderOf(grant)) && known(grant.through_organization_id);
  const wanted = grants.filter((grant) => !OF_BILLING.includes(grant.source) && there(grant));
  await putBack(tx.sql, 'access_grant', wanted);
  if (moved) await dropGrantsOfFormer(tx, cameraId, moved.to);
  const standing = await tx.sql<{ subjectKind: 'user' | 'organization'; subjectId: number; source: string }[]>`
    select subject_kind, subject_id, source from access_grant where object_kind = 'device' and object_id = ${cameraId}`;
  for (const { subjectKind, subjectId, source } of standing) {
    tx.touched(subjectKind, subjectId);
    if (source === APARTMENT) tx.touched('door', subjectId);
  }
  await settleLinkedLocks(tx, { deviceIds: [cameraId] });
  const stands = new Set(standing.map((g) => `${g.subjectKind} ${g.subjectId} ${g.source}`));
  const left = grants
    .filter((grant) => !stands.has(`${holderOf(grant)} ${grant.source}`))
    .map((grant): Left => {
      const why = !there(grant) ? 'gone' : OF_BILLING.includes(grant.source) ? 'billing' : 'elsewhere';
      return { kind: 'grant', name: names.get(holderOf(grant)) ?? holderOf(grant), why };
    });
  return { restored: standing.length, left };
}

/** Logins and titles of the holders that are still there, held so that they stay. */
async function holders({ sql, actor }: Write, grants: readonly GrantRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = (kind: GrantRow['subject_kind']) =>
    grants.filter(({ subject_kind }) => subject_kind === kind).map(({ subject_id }) => subject_id);
  const through = grants.flatMap(({ through_organization_id: id }) => (id === null ? [] : [id]));
  const organizations = await sql<{ id: number; title: string }[]>`
    select id, title from organization
    where domain_id = ${actor.domainId} and id = any(${[...ids('organization'), ...through]}::int[]) order by id for key share`;
  const users = await sql<{ id: number; login: string }[]>`
    select id, login from app_user
    where domain_id = ${actor.domainId} and id = any(${ids('user')}::int[]) order by id for key share`;
  return new Map([
    ...organizations.map(({ id, title }) => [`organization ${id}`, title] as const),
    ...users.map(({ id, login }) => [`user ${id}`, login] as const),
  ]);
}
