import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;

/**
 * Seals secrets at rest: AES-256-GCM under a key that never enters the database. The label (column and row, e.g.
 * `camera.stream:17`) is authenticated with it, so that a sealed value moved to another row does not open.
 */
export class Sealer {
  readonly #key: Buffer;
  readonly #master: Buffer;
  #random = Buffer.alloc(0);
  #drawn = 0;

  /** `master`: 32 random bytes. */
  constructor(master: Buffer) {
    if (master.length !== 32) throw new Error('The secret key must be 32 bytes');
    this.#master = master;
    this.#key = this.derive('seal');
  }

  /** A key of its own for another purpose, 32 bytes. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, Buffer.alloc(0), `vedette ${purpose}`, 32));
  }

  seal(label: string, plain: string): Buffer {
    const nonce = this.#nonce();
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(Buffer.from(label));
    const body = cipher.update(plain, 'utf8');
    cipher.final();
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
  }

  /** Random bytes are drawn by the thousand: an import seals that many, and each draw is a call into the system. */
  #nonce(): Buffer {
    if (this.#drawn + NONCE_BYTES > this.#random.length) {
      this.#random = randomBytes(NONCE_BYTES * 1024);
      this.#drawn = 0;
    }
    this.#drawn += NONCE_BYTES;
    return this.#random.subarray(this.#drawn - NONCE_BYTES, this.#drawn);
  }

  /** Throws when the key, the label or the value is not the one it was sealed with. */
  open(label: string, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes[0] !== VERSION) throw new Error(`Sealed value of ${label} has an unknown version`);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(1, 13));
    decipher.setAAD(Buffer.from(label));
    decipher.setAuthTag(bytes.subarray(13, 29));
    return decipher.update(bytes.subarray(29), undefined, 'utf8') + decipher.final('utf8');
  }

  /** Look-up hash of a secret that has too few bits for a plain SHA-256. */
  tag(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.derive(purpose)).update(value).digest();
  }
}
