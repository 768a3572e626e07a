import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { Decision } from './decide.ts';

const LIFE_HOURS = 12;
const HOUR_MS = 3_600_000;

export interface PlaybackPass {
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Mints playback tokens for what the actor was decided to see: 12 to 13 hours of life, ending on a full hour, so that
 * a page that is asked again within the hour shows the same token and the player keeps its URL.
 */
export async function playbackMint(
  core: Core,
  actor: Actor,
): Promise<(cameraId: number, decision: Decision) => PlaybackPass | null> {
  // Support watches under its own name, so that it takes up none of the user's windows, and no longer than it may.
  const support = actor.kind === 'user' ? actor.support : undefined;
  const viewer = actor.kind === 'system' ? undefined : await core.access.viewer(actor.kind, support?.id ?? actor.id);
  const fullHour = new Date((Math.ceil(core.clock().getTime() / HOUR_MS) + LIFE_HOURS) * HOUR_MS);
  const expiresAt = support?.until ?? fullHour;
  return (cameraId, { rights, open }) => {
    if (!viewer || !(rights.live || rights.archive) || !open) return null;
    const token = core.tokens.mint({
      viewerKind: viewer.kind,
      viewerId: viewer.id,
      cameraId,
      epoch: viewer.epoch,
      expiresAt: Math.floor(expiresAt.getTime() / 1000),
      archive: rights.archive,
    });
    return { token, expiresAt };
  };
}

/**
 * Tokens without an end of their own, for contracts that know no other: a new password or key ends them, and what they
 * open is decided anew each time. A blocked camera has one too, for when the block is lifted.
 */
export async function lastingMint(
  core: Core,
  actor: Actor,
): Promise<(cameraId: number, decision: Decision) => string | null> {
  const viewer = actor.kind === 'system' ? undefined : await core.access.viewer(actor.kind, actor.id);
  return (cameraId, { rights }) => {
    if (!viewer || !rights.view) return null;
    const { kind, id, epoch } = viewer;
    return core.tokens.mint({ viewerKind: kind, viewerId: id, cameraId, epoch, expiresAt: 0, archive: true });
  };
}
