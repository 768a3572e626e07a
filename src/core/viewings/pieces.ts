import type { UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { write } from '../write.ts';
import { type LinkAnswer, type LinkRefusal, makeLink } from './links.ts';

/** A piece of a camera's archive, as an app asks for it before it is given a link. */
export interface Piece {
  readonly cameraId: number;
  readonly from: Date;
  readonly to: Date;
}

/** Kept for so long: longer than any archive that an app would ask again for. */
const KEPT_DAYS = 30;

/** Notes the piece for its user alone, once it is there and may be had; a refusal notes nothing. */
export async function requestPiece(core: Core, actor: UserActor, piece: Piece): Promise<{ id: number } | LinkRefusal> {
  if (piece.to <= piece.from) throw invalid('to', 'piece_ends_first');
  const answer = await linkTo(core, actor, piece);
  if ('why' in answer) return answer;
  const { cameraId, from, to } = piece;
  const intent = { type: 'archive.request' as const, subject: `camera ${cameraId}`, request: { from, to } };
  return await write(core, actor, intent, async ({ sql, changed }) => {
    const [row] = await sql<{ id: number }[]>`
      insert into archive_request (user_id, camera_id, from_time, to_time) values (${actor.id}, ${cameraId}, ${from}, ${to}) returning id`;
    await sql`
      delete from archive_request where user_id = ${actor.id} and created_at < now() - make_interval(days => ${KEPT_DAYS})`;
    const what = `camera ${cameraId}, ${from.toISOString()} to ${to.toISOString()}`;
    changed({ action: 'change', objectKind: 'user', objectId: actor.id, changes: { archivePiece: [null, what] } });
    return { id: row?.id ?? 0 };
  });
}

/** A link to a piece that this user asked for, decided anew; another's is not found. */
export async function pieceLink(core: Core, actor: UserActor, id: number): Promise<LinkAnswer> {
  const [piece] = await reader(core)<Piece[]>`
    select camera_id, from_time as "from", to_time as "to" from archive_request where id = ${id} and user_id = ${actor.id}`;
  if (!piece) throw refuse('piece_not_found', { id });
  return await linkTo(core, actor, piece);
}

async function linkTo(core: Core, actor: UserActor, { cameraId, from, to }: Piece): Promise<LinkAnswer> {
  const start = Math.floor(from.getTime() / 1000);
  return await makeLink(core, actor, {
    cameraId,
    kind: 'download',
    from: start,
    durationSeconds: Math.ceil(to.getTime() / 1000) - start,
    pictures: false,
    address: undefined,
    userLogin: undefined,
  });
}
