import { createHash } from 'node:crypto';

/** `sha-256` alone, or `md5 and sha-256` in this order, as newer cameras offer them. */
export type RtspAuth = 'none' | 'basic' | 'digest' | 'sha-256' | 'md5 and sha-256';

const NONCE = 'abc123';

/** What a camera asks a login with, and whether a request has it. */
export class RtspLogin {
  readonly #auth: RtspAuth;
  readonly #user: string;
  readonly #password: string;

  constructor(auth: RtspAuth, user: string, password: string) {
    this.#auth = auth;
    this.#user = user;
    this.#password = password;
  }

  get challenges(): string[] {
    if (this.#auth === 'basic') return ['WWW-Authenticate: Basic realm="camera"'];
    const digest = (more: string) => `WWW-Authenticate: Digest realm="camera", nonce="${NONCE}"${more}`;
    if (this.#auth === 'digest') return [digest('')];
    const sha = digest(', algorithm=SHA-256');
    return this.#auth === 'sha-256' ? [sha] : [digest(', algorithm=MD5'), sha];
  }

  permits(method: string, given: string): boolean {
    if (this.#auth === 'none') return true;
    const login = `${this.#user}:${this.#password}`;
    if (this.#auth === 'basic') return given === `Basic ${Buffer.from(login).toString('base64')}`;
    const field = (name: string) => new RegExp(`${name}="?([^",]*)`).exec(given)?.[1] ?? '';
    const strong = field('algorithm') === 'SHA-256';
    if (strong ? this.#auth === 'digest' : this.#auth === 'sha-256') return false;
    const hash = (text: string) =>
      createHash(strong ? 'sha256' : 'md5')
        .update(text)
        .digest('hex');
    const who = hash(`${this.#user}:camera:${this.#password}`);
    const expected = hash(`${who}:${NONCE}:${hash(`${method}:${field('uri')}`)}`);
    return field('username') === this.#user && field('response') === expected;
  }
}
