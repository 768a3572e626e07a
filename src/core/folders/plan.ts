import { createHash } from 'node:crypto';
import type { Tx } from '../../db/sql.ts';
import { invalid } from '../errors.ts';

/** The picture of a folder's floor plan. */
export interface FloorPlan {
  readonly mediaType: string;
  readonly content: Buffer;
}

const MAX_BYTES = 5 * 1024 * 1024;
/** By their first bytes: what a browser shows as a picture and runs nothing of, so no SVG. */
const KINDS: readonly (readonly [mediaType: string, starts: RegExp])[] = [
  ['image/png', /^\x89PNG\r\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
];

/** A picture as a client sent it; its kind is told from the bytes, whatever the client calls it. */
export function floorPlan(content: Buffer): FloorPlan {
  if (content.length > MAX_BYTES) throw invalid('floorPlan', 'floor_plan_too_large');
  const start = content.subarray(0, 16).toString('latin1');
  const kind = KINDS.find(([, starts]) => starts.test(start));
  if (!kind) throw invalid('floorPlan', 'floor_plan_no_picture');
  return { mediaType: kind[0], content };
}

/** Puts it in the place of the one that was there, or takes that away; gives back [before, after] as versions. */
export async function storePlan(
  sql: Tx,
  folderId: number,
  plan: FloorPlan | null,
): Promise<readonly [before: string | null, after: string | null]> {
  const [old] = await sql<{ version: string }[]>`select version from folder_plan where folder_id = ${folderId}`;
  const before = old?.version ?? null;
  if (plan === null) {
    await sql`delete from folder_plan where folder_id = ${folderId}`;
    return [before, null];
  }
  const { mediaType, content } = plan;
  const version = createHash('sha256').update(content).digest('hex').slice(0, 16);
  if (version !== before)
    await sql`
      insert into folder_plan (folder_id, media_type, content, version)
      values (${folderId}, ${mediaType}, ${content}, ${version})
      on conflict (folder_id) do update
        set media_type = excluded.media_type, content = excluded.content, version = excluded.version`;
  return [before, version];
}
