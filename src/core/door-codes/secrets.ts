import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Core } from '../core.ts';

const NONCE_BYTES = 16;
const MAC_BYTES = 16;
const ID_BYTES = 4;

/** Five, the first of them no zero: apps know the code as a number. */
export const newDigits = (): string => String(randomInt(10_000, 100_000));
export const isDigits = (text: string): boolean => /^\d{5}$/.test(text);

export const digitsLabel = (codeId: number): string => `door_code.digits:${codeId}`;

/**
 * By what digits are looked up: equal for equal digits of one domain. Whoever compares tags learns nothing of how alike
 * digits are, and whoever reads the table cannot try all ninety thousand: the key is not in it.
 */
export const digitsTag = (core: Core, domainId: number, digits: string): Buffer =>
  createHmac('sha256', core.sealer.derive('door code')).update(`${domainId} ${digits}`).digest();

export const newNonce = (): Buffer => randomBytes(NONCE_BYTES);

/** The secret part of the address of a guest's page: 27 letters. It is stored nowhere. */
export function linkOf(core: Core, codeId: number, nonce: Uint8Array): string {
  const id = Buffer.alloc(ID_BYTES);
  id.writeUInt32BE(codeId);
  return Buffer.concat([id, mac(core, id, nonce)]).toString('base64url');
}

/** The code that a link may be of; undefined: it is none. Whether it is its link, `isLinkOf` says. */
export function codeIdIn(link: string): number | undefined {
  const bytes = Buffer.from(link, 'base64url');
  if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== link) return undefined;
  const id = bytes.readUInt32BE();
  return id > 0 && id < 2 ** 31 ? id : undefined;
}

/** Compared in constant time. */
export function isLinkOf(core: Core, link: string, nonce: Uint8Array): boolean {
  const bytes = Buffer.from(link, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  return timingSafeEqual(mac(core, id, nonce), bytes.subarray(ID_BYTES));
}

const mac = (core: Core, id: Uint8Array, nonce: Uint8Array): Buffer =>
  createHmac('sha256', core.sealer.derive('guest link')).update(id).update(nonce).digest().subarray(0, MAC_BYTES);
