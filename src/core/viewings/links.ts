import { type BlockedOn, decideBriefly } from '../access/decide.ts';
import type { Block, CameraFacts, ViewerFacts } from '../access/facts.ts';
import { plainAddress } from '../access/links.ts';
import { may } from '../access/may.ts';
import { authorizeViewer } from '../access/playback.ts';
import type { Actor } from '../actor.ts';
import { type RecordedSpan, recordedSpan } from '../cameras/recording/streams.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { credentialsByLogin } from '../users/queries.ts';
import { openWindows, windowLimits } from './windows.ts';

export interface LinkRequest {
  readonly cameraId: number;
  readonly kind: 'live' | 'archive' | 'download';
  /** Of the archive: Unix seconds, and of a download its length. */
  readonly from: number;
  readonly durationSeconds: number;
  /** Single pictures open no window; of the archive they are a right of their own. */
  readonly pictures: boolean;
  /** The one address that it answers; undefined: any. */
  readonly address: string | undefined;
  /** With whose rights, by login; undefined: the caller's own. */
  readonly userLogin: string | undefined;
}

/** Why there is no link, for the words of a dialect. */
export type LinkRefusal =
  | { readonly why: 'forbidden' | 'no_source' | 'not_recorded' | 'not_yet' }
  | { readonly why: 'blocked'; readonly on: BlockedOn; readonly block: Block }
  | { readonly why: 'too_early'; readonly availableFrom: Date }
  | { readonly why: 'windows'; readonly archive: boolean; readonly limit: number };

export type LinkAnswer = { readonly link: string } | LinkRefusal;

const LIFE_HOURS = 12;
/** Clocks of clients go ahead a little. */
const AHEAD_SECONDS = 60;

/**
 * A signed link to a camera's picture, with the rights and limits of its viewer. What they are is decided again with
 * each request to it. Throws `not_found` for an unknown camera or login, `forbidden` for another's name.
 */
export async function makeLink(core: Core, actor: Actor, request: LinkRequest): Promise<LinkAnswer> {
  const viewer = await viewerOf(core, actor, request.userLogin);
  const camera = await cameraOf(core, actor, request.cameraId);
  const address = request.address === undefined ? undefined : plainAddress(request.address);
  if (request.address !== undefined && address === undefined) throw invalid('address', 'address_malformed');
  const refusal = await refusalOf(core, viewer, camera, request);
  if (refusal) return refusal;
  const now = Math.floor(core.clock().getTime() / 1000);
  const { kind, from, durationSeconds } = request;
  const link = core.links.mint({
    viewerKind: viewer.kind,
    viewerId: viewer.id,
    epoch: viewer.epoch,
    cameraId: camera.id,
    purpose: kind === 'download' ? 'download' : 'translation',
    from: kind === 'live' ? 0 : from,
    // What has not happened yet is not waited for.
    durationSeconds: kind === 'download' ? Math.max(1, Math.min(durationSeconds, now - from)) : 0,
    expiresAt: now + LIFE_HOURS * 3600,
    address,
  });
  return { link };
}

/** What is recorded of a camera; whoever has no right on its archive is refused. */
export async function recordedOf(core: Core, actor: Actor, cameraId: number): Promise<RecordedSpan> {
  const viewer = await viewerOf(core, actor, undefined);
  const camera = await cameraOf(core, actor, cameraId);
  if (!may(actor, 'domain.see-all') && !authorizeViewer(core, viewer, camera, 'archive').allowed)
    throw refuse('right_missing');
  return await recordedSpan(reader(core), camera.id);
}

async function viewerOf(core: Core, actor: Actor, login: string | undefined): Promise<ViewerFacts> {
  if (actor.kind === 'system') throw refuse('system_watches_nothing');
  const own = await core.access.viewer(actor.kind, actor.id);
  if (!own) throw refuse('caller_gone');
  if (login === undefined) return own;
  if (!may(actor, 'subscribers.act-for')) {
    if (own.kind === 'user' && own.login.toLowerCase() === login.toLowerCase()) return own;
    throw refuse('service_administrator_one_user');
  }
  const known = await credentialsByLogin(reader(core), actor.domainId, login);
  const viewer = known && (await core.access.viewer('user', known.id));
  if (!viewer) throw refuse('user_not_found', { id: login });
  return viewer;
}

async function cameraOf(core: Core, actor: Actor, id: number): Promise<CameraFacts> {
  const camera = await core.access.cameraById(id);
  if (camera?.domainId === actor.domainId) return camera;
  // Who acts for one user learns no more of an unknown camera than of a foreign one.
  throw may(actor, 'subscribers.act-for') ? refuse('camera_not_found', { id }) : refuse('right_missing');
}

async function refusalOf(
  core: Core,
  viewer: ViewerFacts,
  camera: CameraFacts,
  request: LinkRequest,
): Promise<LinkRefusal | undefined> {
  const { kind, from, pictures } = request;
  const answer = authorizeViewer(core, viewer, camera, pictures && kind === 'archive' ? 'snapshot' : kind);
  if (!answer.allowed) return denialOf(core, viewer, camera, kind, answer.code === 'blocked');
  const span = await recordedSpan(reader(core), camera.id);
  if (kind === 'live') {
    if (!span.hasSource) return { why: 'no_source' };
  } else {
    if (from * 1000 > core.clock().getTime() + AHEAD_SECONDS * 1000) return { why: 'not_yet' };
    if (span.from === null) return { why: 'not_recorded' };
    const first = Math.max(span.from.getTime(), answer.archiveFrom ?? 0);
    // Told in whole seconds, so that what is said to be there is there.
    const availableFrom = new Date(Math.ceil(first / 1000) * 1000);
    if (from * 1000 < Math.floor(first / 1000) * 1000) return { why: 'too_early', availableFrom };
  }
  return pictures ? undefined : await excessOf(core, viewer, camera.id, kind !== 'live');
}

function denialOf(
  core: Core,
  viewer: ViewerFacts,
  camera: CameraFacts,
  kind: LinkRequest['kind'],
  blocked: boolean,
): LinkRefusal {
  const [block] = blocked ? decideBriefly(viewer, camera, core.clock()).blocks : [];
  if (block) return { why: 'blocked', ...block };
  const live = authorizeViewer(core, viewer, camera, 'live').allowed;
  return { why: live && kind !== 'live' && !camera.archiveDays ? 'not_recorded' : 'forbidden' };
}

/** Asked early, so that a client hears it in its own words; the media node counts for itself, and exactly. */
async function excessOf(
  core: Core,
  viewer: ViewerFacts,
  cameraId: number,
  archive: boolean,
): Promise<LinkRefusal | undefined> {
  const limits = windowLimits(viewer, archive);
  if (!limits) return undefined;
  const { organizationId, all, own } = limits;
  const name = `${viewer.kind}:${viewer.id}`;
  const open = await openWindows(reader(core), { cameraId, archive, organizationId, viewer: name });
  if (own !== undefined && open.own >= own) return { why: 'windows', archive, limit: own };
  if (all !== undefined && open.all >= all) return { why: 'windows', archive, limit: all };
  return undefined;
}
