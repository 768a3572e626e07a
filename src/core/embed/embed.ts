import { decide } from '../access/decide.ts';
import { plainAddress } from '../access/links.ts';
import { type PlaybackPass, playbackMint } from '../access/mint.ts';
import type { Actor, Trace, UserActor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { cameraPage, visibleCamera } from '../cameras/reading/visible.ts';
import { factsOf } from '../cameras/rules.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { actorById } from '../sessions/sessions.ts';
import { subscriberBy } from '../sessions/user-session.ts';
import { me } from '../users/me.ts';
import { type EmbedClaims, mintEmbedLink, readEmbedLink } from './links.ts';

const LIFE_HOURS = 24;
const PAGE_CAMERAS = 9;

export interface EmbedRequest {
  readonly login: string;
  /** The one address that may open it; undefined: any. */
  readonly address: string | undefined;
  /** Undefined: all that the user sees, in pages. */
  readonly cameraId: number | undefined;
  readonly timeline: boolean;
}

/** A camera of the page; `pass` null: its picture may not be seen now. */
export interface EmbedCamera {
  readonly camera: CameraView;
  readonly pass: PlaybackPass | null;
  readonly live: boolean;
  readonly archive: boolean;
  readonly snapshot: boolean;
}

export interface EmbedPage {
  readonly timeline: boolean;
  /** One camera was asked for, and no more are to come. */
  readonly single: boolean;
  readonly timeZone: string;
  readonly cameras: readonly EmbedCamera[];
  readonly next: string | null;
}

/** The secret part of the address of a page that stands in the provider's cabinet, for a day. */
export async function makeEmbedLink(core: Core, actor: Actor, request: EmbedRequest): Promise<string> {
  const user = await subscriberBy(core, actor, request.login);
  if (request.cameraId !== undefined) await visibleCamera(core, user, { id: request.cameraId });
  return mintEmbedLink(core, {
    userId: user.id,
    epoch: await epochOf(core, user),
    cameraId: request.cameraId ?? 0,
    timeline: request.timeline,
    address: request.address && plainAddress(request.address),
    expiresAt: Math.floor(core.clock().getTime() / 1000) + LIFE_HOURS * 3600,
  });
}

/** What the page shows now. Throws `unauthenticated` when it is too old, `forbidden` from another address and when blocked. */
export async function embedPage(core: Core, link: string, trace: Trace, after: string | undefined): Promise<EmbedPage> {
  const claims = readEmbedLink(core, link);
  if (!claims) throw expired();
  if (claims.address !== undefined && claims.address !== plainAddress(trace.address ?? ''))
    throw refuse('embed_elsewhere');
  const user = await actorById(core, claims.userId, trace);
  if ((await epochOf(core, user)) !== claims.epoch) throw expired();
  const { items, next } = await camerasOf(core, user, claims, after);
  const { timeZone } = (await me(core, user)).domain;
  return {
    timeline: claims.timeline,
    single: claims.cameraId !== 0,
    timeZone,
    cameras: await passes(core, user, items),
    next,
  };
}

const expired = () => refuse('embed_old');

async function camerasOf(core: Core, user: UserActor, { cameraId }: EmbedClaims, after: string | undefined) {
  if (cameraId === 0) return await cameraPage(core, user, { after, limit: PAGE_CAMERAS });
  return { items: [await visibleCamera(core, user, { id: cameraId })], next: null };
}

async function passes(core: Core, user: UserActor, cameras: readonly CameraView[]): Promise<EmbedCamera[]> {
  const viewer = await core.access.viewer('user', user.id);
  const mint = await playbackMint(core, user);
  return cameras.flatMap((camera) => {
    if (!viewer) return [];
    const decision = decide(viewer, factsOf(camera), core.clock());
    const { live, archive, snapshot } = decision.rights;
    return [{ camera, pass: mint(camera.id, decision), live, archive, snapshot }];
  });
}

async function epochOf(core: Core, user: UserActor): Promise<number> {
  const facts = await core.access.viewer('user', user.id);
  if (!facts) throw expired();
  return facts.epoch;
}
