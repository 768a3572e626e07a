import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';

const MAC_BYTES = 16;
const MAX_CHARACTERS = 300;

/** What the page in the provider's cabinet shows, and to whom. */
export interface EmbedClaims {
  readonly userId: number;
  /** The user's epoch when it was made: a new password ends it. */
  readonly epoch: number;
  /** 0: all that the user sees, in pages. */
  readonly cameraId: number;
  readonly timeline: boolean;
  /** The one address that it answers; undefined: any. */
  readonly address: string | undefined;
  /** Unix seconds. */
  readonly expiresAt: number;
}

/** The claims as URL-safe text with an HMAC behind them. */
export function mintEmbedLink(core: Core, claims: EmbedClaims): string {
  const { userId, epoch, cameraId, timeline, expiresAt, address } = claims;
  const payload = Buffer.from([userId, epoch, cameraId, timeline ? 1 : 0, expiresAt, address ?? ''].join(' '));
  return Buffer.concat([mac(core, payload), payload]).toString('base64url');
}

/** Undefined: not ours, or too old. */
export function readEmbedLink(core: Core, link: string): EmbedClaims | undefined {
  if (link.length > MAX_CHARACTERS) return undefined;
  const bytes = Buffer.from(link, 'base64url');
  if (bytes.toString('base64url') !== link) return undefined;
  const payload = bytes.subarray(MAC_BYTES);
  if (payload.length === 0 || !timingSafeEqual(mac(core, payload), bytes.subarray(0, MAC_BYTES))) return undefined;
  const [userId, epoch, cameraId, timeline, expiresAt, address = ''] = payload.toString().split(' ');
  const claims = {
    userId: Number(userId),
    epoch: Number(epoch),
    cameraId: Number(cameraId),
    timeline: timeline === '1',
    expiresAt: Number(expiresAt),
    address: address === '' ? undefined : address,
  };
  return claims.expiresAt * 1000 > core.clock().getTime() ? claims : undefined;
}

const mac = (core: Core, payload: Buffer): Buffer =>
  createHmac('sha256', core.sealer.derive('embed link')).update(payload).digest().subarray(0, MAC_BYTES);
