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
  const viewer = actor.kind === 'system' ? undefined : await core.access.viewer(actor.kind, actor.id);
  const expiresAt = new Date((Math.ceil(core.clock().getTime() / HOUR_MS) + LIFE_HOURS) * HOUR_MS);
  return (cameraId, { rights, open }) => {
    if (!viewer || !rights.view || !open) return null;
    const token = core.tokens.mint({
      viewerKind: viewer.kind,
      viewerId: viewer.id,
      cameraId,
      epoch: viewer.epoch,
      expiresAt: expiresAt.getTime() / 1000,
      archive: rights.archive,
    });
    return { token, expiresAt };
  };
}
