import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import type { Sealer } from '../secrets/sealer.ts';
import type { PlaybackClaims } from './tokens.ts';

const ID_BYTES = 6;
const FIXED_BYTES = 31;
const MAC_BYTES = 16;

/** What a link opens: a camera's live picture, its archive from a moment on, or a piece of it as a file. */
export interface LinkClaims extends PlaybackClaims {
  readonly purpose: 'translation' | 'download';
  /** Hex; no two links have the same: each is a window of its own. */
  readonly id: string;
  /** Unix seconds; of a live link 0. */
  readonly from: number;
  /** Of a download; else 0. */
  readonly durationSeconds: number;
  /** The one address that it answers, as `plainAddress` writes it; undefined: any. */
  readonly address: string | undefined;
}

/**
 * Mints and reads signed links, which stand in a URL's path: base64url of flags, viewer, epoch, camera, from, duration,
 * end, id (31 bytes), the bound address (0, 4 or 16) and 16 bytes of HMAC-SHA256 over them. 63 letters, bound 68 or 84.
 * Read without the database; what the viewer may see right now is the access snapshot's to say.
 */
export class PlaybackLinks {
  readonly #key: Buffer;

  constructor(sealer: Sealer) {
    this.#key = sealer.derive('playback link');
  }

  /** Throws on an address that is none. */
  mint(claims: Omit<LinkClaims, 'id' | 'archive'>): string {
    const address = claims.address === undefined ? Buffer.alloc(0) : addressBytes(claims.address);
    const bytes = Buffer.alloc(FIXED_BYTES);
    const flags = (claims.viewerKind === 'client' ? 1 : 0) | (claims.purpose === 'download' ? 2 : 0);
    bytes.writeUInt8(flags, 0);
    bytes.writeUInt32BE(claims.viewerId, 1);
    bytes.writeUInt32BE(claims.epoch, 5);
    bytes.writeUInt32BE(claims.cameraId, 9);
    bytes.writeUInt32BE(claims.from, 13);
    bytes.writeUInt32BE(claims.durationSeconds, 17);
    bytes.writeUInt32BE(claims.expiresAt, 21);
    randomBytes(ID_BYTES).copy(bytes, 25);
    const payload = Buffer.concat([bytes, address]);
    return Buffer.concat([payload, this.#mac(payload)]).toString('base64url');
  }

  /** Undefined: not ours, or changed on its way. It may have ended. */
  read(link: string): LinkClaims | undefined {
    if (link.length > 100) return undefined;
    const bytes = Buffer.from(link, 'base64url');
    // One link has one spelling, so that what is kept by it cannot be doubled.
    if (bytes.toString('base64url') !== link) return undefined;
    const end = bytes.length - MAC_BYTES;
    if (![0, 4, 16].includes(end - FIXED_BYTES)) return undefined;
    const payload = bytes.subarray(0, end);
    if (!timingSafeEqual(this.#mac(payload), bytes.subarray(end))) return undefined;
    const flags = payload.readUInt8(0);
    const from = payload.readUInt32BE(13);
    return {
      viewerKind: (flags & 1) === 0 ? 'user' : 'client',
      purpose: (flags & 2) === 0 ? 'translation' : 'download',
      viewerId: payload.readUInt32BE(1),
      epoch: payload.readUInt32BE(5),
      cameraId: payload.readUInt32BE(9),
      from,
      durationSeconds: payload.readUInt32BE(17),
      expiresAt: payload.readUInt32BE(21),
      id: payload.toString('hex', 25, FIXED_BYTES),
      archive: from > 0,
      address: end === FIXED_BYTES ? undefined : addressText(payload.subarray(FIXED_BYTES)),
    };
  }

  #mac(payload: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(payload).digest().subarray(0, MAC_BYTES);
  }
}

/** One spelling for one address; IPv4 as it is, though it came over IPv6. Undefined: no address. */
export function plainAddress(address: string): string | undefined {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const text = mapped ?? address.replace(/%.*$/, '');
  return isIPv4(text) || isIPv6(text) ? addressText(addressBytes(text)) : undefined;
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  if (!isIPv6(address)) throw new Error('not an address');
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const all = [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 255]));
}

function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
