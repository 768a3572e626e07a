import type { Db } from '../../db/sql.ts';
import type { Account, ViewerFacts } from '../access/facts.ts';

/** How many windows may be open on one camera at once; undefined: no limit. */
export interface WindowLimits {
  readonly organizationId: number;
  /** By all users of the viewer's contract together. */
  readonly all: number | undefined;
  /** By the viewer alone. */
  readonly own: number | undefined;
}

export interface OpenWindows {
  readonly all: number;
  readonly own: number;
}

/** The contract that a viewer watches under: a sub-user's own, else that of the user above. */
export function accountOf(viewer: ViewerFacts): Account | undefined {
  if (viewer.kind === 'client') return undefined;
  return viewer.account ?? (viewer.parent ? accountOf(viewer.parent) : undefined);
}

/** Undefined: not limited, as administrators and machine clients are not. */
export function windowLimits(viewer: ViewerFacts, archive: boolean): WindowLimits | undefined {
  const account = viewer.kind === 'user' && !viewer.administrator ? accountOf(viewer) : undefined;
  if (!account) return undefined;
  const all = archive ? account.archiveViews : account.liveViews;
  const own = archive ? account.userArchiveViews : account.userLiveViews;
  if (all === null && own === null) return undefined;
  return { organizationId: account.organizationId, all: all ?? undefined, own: own ?? undefined };
}

export interface WindowQuestion {
  readonly cameraId: number;
  /** Else live. */
  readonly archive: boolean;
  readonly organizationId: number;
  /** `user:5`. */
  readonly viewer: string;
  /** Windows of this media node are not counted. */
  readonly notOn?: string | undefined;
}

/** A node that reports less often is gone; so is a viewing by requests that asks for nothing. */
const SEEN_SECONDS = 10;
const RESTING_SECONDS = 8;

/** Windows as media nodes reported them: at once when one opens or ends, and every two seconds. */
export async function openWindows(sql: Db, question: WindowQuestion): Promise<OpenWindows> {
  const { cameraId, archive, organizationId, viewer, notOn } = question;
  const kinds = archive ? ['archive', 'download'] : ['live'];
  const [count] = await sql<OpenWindows[]>`
    select (count(*) filter (where v.organization_id = ${organizationId}))::int as "all",
      (count(*) filter (where v.viewer_kind || ':' || v.viewer_id = ${viewer}))::int as own
    from viewing v
    where v.camera_id = ${cameraId} and v.ended_at is null and v.kind = any(${kinds})
      and v.seen_at > now() - make_interval(secs => ${SEEN_SECONDS})
      and v.active_at > now() - make_interval(secs => ${RESTING_SECONDS})
      and (v.organization_id = ${organizationId} or v.viewer_kind || ':' || v.viewer_id = ${viewer})
      ${notOn === undefined ? sql`` : sql`and v.node is distinct from ${notOn}`}`;
  return count ?? { all: 0, own: 0 };
}
