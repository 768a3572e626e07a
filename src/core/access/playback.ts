import { timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';
import { comesFrom } from '../networks.ts';
import { keyHash } from '../secrets/keys.ts';
import { blockText, decideBriefly, playable } from './decide.ts';
import type { CameraFacts, Rights, ViewerFacts } from './facts.ts';
import { type LinkClaims, plainAddress } from './links.ts';
import type { PlaybackClaims } from './tokens.ts';

/** `snapshot`: a picture of the archive; one of the present is `live`. `info`: what a camera has, no picture. */
export type PlaybackKind = 'live' | 'archive' | 'download' | 'snapshot' | 'info';

export type PlaybackAnswer =
  | {
      readonly allowed: true;
      readonly camera: CameraFacts;
      readonly viewer: ViewerFacts;
      readonly archive: boolean;
      /** Archive before it is not shown (Unix ms); undefined: all that is kept. */
      readonly archiveFrom: number | undefined;
      readonly expiresAt: number | undefined;
    }
  | {
      readonly allowed: false;
      readonly code: 'no_token' | 'bad_token' | 'forbidden' | 'blocked';
      readonly message: string;
    };

interface PlaybackQuestion {
  readonly name: string;
  readonly token: string | undefined;
  readonly kind: PlaybackKind;
  /** Where the viewer is; undefined: whoever asks does not tell. */
  readonly address?: string | undefined;
}

const WRONG_TOKEN = 'The token is not valid for this camera';
/** Public links use a user's own key as a token. */
const USER_KEY_LENGTH = 24;

interface Holder {
  readonly viewer: ViewerFacts;
  readonly claims: PlaybackClaims | undefined;
  readonly address?: string | undefined;
}

/**
 * The one decision on playback, for our own media node and for foreign media servers that ask. An unknown camera, a
 * token of another camera and a false token are refused alike.
 */
export async function authorizePlayback(core: Core, question: PlaybackQuestion): Promise<PlaybackAnswer> {
  const known = authorizeFromMemory(core, question);
  if (known) return known;
  const { name, kind, token = '', address } = question;
  const claims = core.tokens.verify(token);
  if (claims) {
    const viewer = await core.access.viewer(claims.viewerKind, claims.viewerId);
    const camera = await core.access.cameraById(claims.cameraId);
    return judge(core, kind, named(camera, name), viewer && { viewer, claims, address });
  }
  const media = isMediaToken(core, token);
  const viewer = media ? undefined : await core.access.userByKey(token);
  if (!media && !viewer) return refuse('bad_token', WRONG_TOKEN);
  return await authorizeByName(core, question, viewer);
}

/**
 * The same decision at once, for what is in memory; undefined: something has to be read first. The token is looked at
 * before the name, and names its camera itself, so that no answer takes longer for a name that exists or does not.
 */
export function authorizeFromMemory(core: Core, question: PlaybackQuestion): PlaybackAnswer | undefined {
  const { name, token, kind, address } = question;
  if (token === undefined || token === '') return refuse('no_token', 'Send the playback token as ?token=');
  const claims = core.tokens.verify(token);
  if (!claims) {
    const opensNothing = token.length !== USER_KEY_LENGTH && !isMediaToken(core, token);
    return opensNothing ? refuse('bad_token', WRONG_TOKEN) : undefined;
  }
  const camera = core.access.knownCameraById(claims.cameraId);
  const viewer = camera && core.access.knownViewer(claims.viewerKind, claims.viewerId);
  return viewer && judge(core, kind, named(camera, name), { viewer, claims, address });
}

/** Whoever comes with a token that names no camera. A refusal costs one look-up of the name, be it known or not. */
async function authorizeByName(core: Core, question: PlaybackQuestion, viewer: ViewerFacts | undefined) {
  const { name, kind, address } = question;
  const known = core.access.knownCamera(name);
  const camera = known ?? (await core.access.camera(name));
  const answer = judge(
    core,
    kind,
    camera,
    camera && { viewer: viewer ?? ourselves(camera), claims: undefined, address },
  );
  if (!answer.allowed && known) await core.access.lookUp(name);
  return answer;
}

const named = (camera: CameraFacts | undefined, name: string) => (camera?.name === name ? camera : undefined);

interface LinkQuestion {
  readonly link: string;
  /** `snapshot`: a picture by a link to the archive. */
  readonly kind: PlaybackKind;
  readonly address: string;
}

/** The same decision for who comes with a signed link: as its holder, to its camera, for what it was made for. */
export async function authorizeLink(core: Core, { link, kind, address }: LinkQuestion): Promise<PlaybackAnswer> {
  const claims = core.links.read(link);
  const opens = claims && isFor(claims, kind) && isFrom(claims, address);
  if (!opens) return refuse('bad_token', 'The link is not valid, or not from this address');
  const viewer = await core.access.viewer(claims.viewerKind, claims.viewerId);
  return judge(core, kind, await core.access.cameraById(claims.cameraId), viewer && { viewer, claims, address });
}

/** What a viewer may play, whatever it comes with: for those who mint for it. */
export function authorizeViewer(core: Core, viewer: ViewerFacts, camera: CameraFacts, kind: PlaybackKind) {
  return judge(core, kind, camera, { viewer, claims: undefined });
}

/** What a link is for. */
export function linkKind({ purpose, archive }: LinkClaims): 'live' | 'archive' | 'download' {
  if (purpose === 'download') return 'download';
  return archive ? 'archive' : 'live';
}

const isFor = (claims: LinkClaims, kind: PlaybackKind): boolean =>
  kind === linkKind(claims) || (kind === 'snapshot' && linkKind(claims) === 'archive');

const isFrom = (claims: LinkClaims, address: string): boolean =>
  claims.address === undefined || claims.address === plainAddress(address);

function judge(
  core: Core,
  kind: PlaybackKind,
  camera: CameraFacts | undefined,
  holder: Holder | undefined,
): PlaybackAnswer {
  const now = core.clock();
  if (!camera || !holder || (holder.claims && !fits(holder.claims, holder.viewer, camera, now))) {
    return refuse('bad_token', WRONG_TOKEN);
  }
  if (isElsewhere(holder)) return refuse('forbidden', 'The viewer may not watch from this address');
  const decision = decideBriefly(holder.viewer, camera, now);
  const rights = playable(decision.rights, camera);
  const archive = rights.archive && (holder.claims?.archive ?? true);
  if (!mayPlay(rights, kind, archive)) return refuse('forbidden', 'No right for this');
  const [block] = decision.blocks;
  if (block) return refuse('blocked', blockText(block.on, block.block));
  return {
    allowed: true,
    camera,
    viewer: holder.viewer,
    archive,
    archiveFrom: rights.archiveDepthSeconds === null ? undefined : now.getTime() - rights.archiveDepthSeconds * 1000,
    expiresAt: holder.claims && holder.claims.expiresAt > 0 ? holder.claims.expiresAt * 1000 : undefined,
  };
}

const isElsewhere = ({ viewer, address }: Holder): boolean =>
  viewer.kind === 'user' && address !== undefined && !comesFrom(viewer.allowedNetworks, address);

/** The static token of the provider's own media servers and tools; of the same length or not, it takes as long. */
function isMediaToken({ mediaToken }: Core, token: string): boolean {
  return mediaToken !== undefined && timingSafeEqual(keyHash(mediaToken), keyHash(token));
}

/** Whoever shows it sees what the billing's key sees: a block of the camera holds. */
const ourselves = ({ domainId }: CameraFacts): ViewerFacts => ({ kind: 'client', id: 0, domainId, epoch: 0 });

const refuse = (code: 'no_token' | 'bad_token' | 'forbidden' | 'blocked', message: string): PlaybackAnswer => ({
  allowed: false,
  code,
  message,
});

function fits(claims: PlaybackClaims, viewer: ViewerFacts, camera: CameraFacts, now: Date): boolean {
  return (
    claims.cameraId === camera.id &&
    claims.epoch === viewer.epoch &&
    (claims.expiresAt === 0 || claims.expiresAt * 1000 > now.getTime())
  );
}

function mayPlay(rights: Rights, kind: PlaybackKind, archive: boolean): boolean {
  if (kind === 'info') return rights.view;
  if (kind === 'live') return rights.live;
  if (kind === 'snapshot') return archive && rights.snapshot;
  return archive && (kind !== 'download' || rights.download);
}
