import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** SHA-256 of a machine key: right for keys of 122 random bits and more, and quick enough for each call. */
export function keyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** A system key, as billings know it: a UUID. */
export const newSystemKey = (): string => randomUUID();

/** A session's id: 27 characters. */
export const newSessionId = (): string => randomBytes(20).toString('base64url');

/** What a message to a telephone says: four digits. */
export const newPhoneCode = (): string => String(randomInt(10_000)).padStart(4, '0');
