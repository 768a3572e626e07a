import { APARTMENT, CONTRACT } from '../access/grants.ts';
import { settleLinkedLocks } from '../contracts/apartments.ts';
import { forgetUnsharedOf } from '../copies/copies.ts';
import { dropGrantsOfFormer } from '../rights/handover.ts';
import { SUBSCRIBED } from '../subscribers/cameras.ts';
import { type Belonging, lockBelongings } from '../users/belonging.ts';
import type { Write } from '../write.ts';
import { type KeptRows, putBack } from './kept-rows.ts';
import type { Left } from './left.ts';

interface GrantRow extends Readonly<Record<string, unknown>> {
  readonly subject_kind: 'user' | 'organization';
  readonly subject_id: number;
  readonly source: string;
  readonly through_organization_id: number | null;
  readonly belonged?: boolean;
}

/** Where the camera was, and where it goes. */
interface Way {
  readonly from: number;
  readonly to: number;
}

/** Sources of grants that a billing gives and takes: it says by itself what still holds. Links of flats are staff's as well. */
const OF_BILLING: readonly string[] = [CONTRACT, SUBSCRIBED];

const holderOf = (of: Pick<GrantRow, 'subject_kind' | 'subject_id'>): string => `${of.subject_kind} ${of.subject_id}`;

/**
 * Brings the rights on a camera back, of those whose holders are there and have lost them in no other way meanwhile; says
 * how many, and which did not come back. Its doors are there: who is linked to a flat opens them again.
 */
export async function restoreGrants(
  tx: Write,
  cameraId: number,
  rows: KeptRows,
  way: Way,
): Promise<{ readonly restored: number; readonly left: readonly Left[] }> {
  const grants = rows.grants as readonly GrantRow[];
  const holders = await holdersOf(tx, grants);
  const wanted = grants.filter((grant) => whyNot(grant, holders, way) === undefined);
  await putBack(tx.sql, 'access_grant', wanted);
  if (way.to !== way.from) await dropGrantsOfFormer(tx, cameraId, way.to);
  await forgetUnsharedOf(tx.sql, cameraId);
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
      const why = whyNot(grant, holders, way) ?? (way.to === way.from ? 'unshared' : 'elsewhere');
      return { kind: 'grant', name: nameOf(grant, holders), why };
    });
  return { restored: standing.length, left };
}

/** Those that are still there. */
interface Holders {
  /** Titles. */
  readonly organizations: ReadonlyMap<number, string>;
  readonly users: ReadonlyMap<number, Belonging>;
}

function nameOf(grant: GrantRow, { organizations, users }: Holders): string {
  const { subject_kind: kind, subject_id: id } = grant;
  return (kind === 'user' ? users.get(id)?.login : organizations.get(id)) ?? holderOf(grant);
}

/** What is known before it is put back; a share, and whoever is not of the organization that it goes to, shows after. */
function whyNot(grant: GrantRow, { organizations, users }: Holders, { from, to }: Way): Left['why'] | undefined {
  const { subject_kind: kind, subject_id: id, through_organization_id: through, source } = grant;
  const user = kind === 'user' ? users.get(id) : undefined;
  const there = kind === 'user' ? user !== undefined : organizations.has(id);
  if (!there || (through !== null && !organizations.has(through))) return 'gone';
  if (OF_BILLING.includes(source)) return 'billing';
  const belongs = (organization: number) => user === undefined || user.organizationIds.includes(organization);
  if (grant.belonged !== true || belongs(through ?? from)) return undefined;
  return to === from || belongs(to) ? 'left' : 'elsewhere';
}

/** Held so that they stay. */
async function holdersOf({ sql, actor }: Write, grants: readonly GrantRow[]): Promise<Holders> {
  const ids = (kind: GrantRow['subject_kind']) =>
    grants.filter(({ subject_kind }) => subject_kind === kind).map(({ subject_id }) => subject_id);
  const through = grants.flatMap(({ through_organization_id: id }) => (id === null ? [] : [id]));
  const organizations = await sql<{ id: number; title: string }[]>`
    select id, title from organization
    where domain_id = ${actor.domainId} and id = any(${[...ids('organization'), ...through]}::int[]) order by id for key share`;
  const users = await lockBelongings(sql, actor.domainId, ids('user'));
  return {
    organizations: new Map(organizations.map(({ id, title }) => [id, title])),
    users: new Map(users.map((user) => [user.id, user])),
  };
}
