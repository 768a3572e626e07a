import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Sealer } from '../secrets/sealer.ts';

const PREFIX = '1.';
const PAYLOAD_BYTES = 18;
const MAC_BYTES = 16;
/** Tokens whose code was found right, kept because a player shows the same one every few seconds: 4 us for 0.1. */
const MAX_KNOWN = 50_000;

/** What a playback token allows at most; the decision of the moment cuts it further. */
export interface PlaybackClaims {
  readonly viewerKind: 'user' | 'client';
  readonly viewerId: number;
  readonly cameraId: number;
  /** The viewer's epoch when it was minted: a new password or key ends it. */
  readonly epoch: number;
  /** Unix seconds; 0: as long as the epoch holds. */
  readonly expiresAt: number;
  /** False: live pictures only. */
  readonly archive: boolean;
}

/**
 * Mints and verifies playback tokens: `1.` and base64url of 18 bytes of claims with 16 bytes of HMAC-SHA256 over them.
 * Verified without the database; what the viewer may do right now is the access snapshot's to say.
 */
export class PlaybackTokens {
  readonly #key: Buffer;
  readonly #known = new Map<string, PlaybackClaims>();

  constructor(sealer: Sealer) {
    this.#key = sealer.derive('playback token');
  }

  mint(claims: PlaybackClaims): string {
    const bytes = Buffer.alloc(PAYLOAD_BYTES + MAC_BYTES);
    bytes.writeUInt8(claims.viewerKind === 'user' ? 1 : 2, 0);
    bytes.writeUInt32BE(claims.viewerId, 1);
    bytes.writeUInt32BE(claims.cameraId, 5);
    bytes.writeUInt8(claims.archive ? 1 : 0, 9);
    bytes.writeUInt32BE(claims.epoch, 10);
    bytes.writeUInt32BE(claims.expiresAt, 14);
    this.#mac(bytes.subarray(0, PAYLOAD_BYTES)).copy(bytes, PAYLOAD_BYTES);
    return PREFIX + bytes.toString('base64url');
  }

  /** Undefined: not ours, or changed on its way. */
  verify(token: string): PlaybackClaims | undefined {
    const known = this.#known.get(token);
    if (known) return known;
    const claims = this.#read(token);
    if (!claims) return undefined;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(token, claims);
    return claims;
  }

  #read(token: string): PlaybackClaims | undefined {
    if (!token.startsWith(PREFIX) || token.length > 64) return undefined;
    const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
    if (bytes.length !== PAYLOAD_BYTES + MAC_BYTES) return undefined;
    // One token has one spelling: decoding forgives padding, odd characters and the last bits.
    if (PREFIX + bytes.toString('base64url') !== token) return undefined;
    const payload = bytes.subarray(0, PAYLOAD_BYTES);
    if (!timingSafeEqual(this.#mac(payload), bytes.subarray(PAYLOAD_BYTES))) return undefined;
    return {
      viewerKind: payload.readUInt8(0) === 1 ? 'user' : 'client',
      viewerId: payload.readUInt32BE(1),
      cameraId: payload.readUInt32BE(5),
      archive: payload.readUInt8(9) === 1,
      epoch: payload.readUInt32BE(10),
      expiresAt: payload.readUInt32BE(14),
    };
  }

  #mac(payload: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest().subarray(0, MAC_BYTES);
  }
}
