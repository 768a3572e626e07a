import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the panel behaves to whoever asks next. `hang`: never answers. `drop`: hangs up. */
export type Mood = 'well' | 'hang' | 'drop' | 'redirect' | 'refuse' | 'endless' | 'page';

export interface PanelOptions {
  readonly wire?: 'beward' | 'sokol';
  readonly auth?: 'none' | 'basic' | 'digest';
  readonly login?: string;
  readonly password?: string;
  /** A Beward panel with a MIFARE reader: it has no rfid_cgi. */
  readonly mifare?: boolean;
}

/** A panel on loopback that speaks Beward's or Sokol's wire, keeps keys and counts how often its door really opened. */
export class PanelSimulator {
  readonly #options: Required<PanelOptions>;
  readonly #server: Server;
  readonly #nonces = new Set<string>();
  /** Digits to flat. */
  readonly keys = new Map<string, number>();
  /** Times that the door opened. */
  openings = 0;
  /** Every question: `GET /path?query`. */
  readonly asked: string[] = [];
  /** How long its door stays open; undefined: nobody said. */
  doorSeconds: number | undefined;
  mood: Mood = 'well';
  /** Waited before each answer. */
  delayMs = 0;
  password: string;
  /** Under way at this moment, and the most that ever were. */
  #running = 0;
  mostAtOnce = 0;

  constructor(options: PanelOptions = {}) {
    this.#options = {
      wire: 'beward',
      auth: 'digest',
      login: 'admin',
      password: 'p@ss:w%rd',
      mifare: false,
      ...options,
    };
    this.password = this.#options.password;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return this;
  }

  /** host:port */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get login(): string {
    return this.#options.login;
  }

  /** The whole command that opens it, with its credentials. */
  command(path = this.#options.wire === 'sokol' ? '/relay/1/open' : '/cgi-bin/intercom_cgi?action=maindoor'): string {
    const { login, auth } = this.#options;
    const credentials = auth === 'none' ? '' : `${login}:${encodeURIComponent(this.password)}@`;
    return `http://${credentials}${this.address}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    this.asked.push(`${method} ${url}`);
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    response.on('close', () => {
      this.#running -= 1;
    });
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    if (this.mood === 'hang') return;
    if (this.mood === 'drop') return void request.socket.destroy();
    if (this.mood === 'redirect') return void response.writeHead(302, { location: url }).end();
    if (!this.#permits(request)) return this.#challenge(response);
    if (this.mood === 'refuse') return void response.writeHead(500).end('busy');
    if (this.mood === 'page') return void response.writeHead(200).end('<html><title>Sign in</title></html>');
    const at = new URL(url, 'http://panel');
    const listed = this.#list(`${method} ${at.pathname}`, at.searchParams.get('action'));
    const status = listed === undefined ? this.#act(method, at, body) : 200;
    response.writeHead(status, { 'content-type': 'text/plain' });
    if (this.mood === 'endless') response.write('OK');
    else response.end(status === 204 ? undefined : (listed ?? 'OK'));
  }

  #act(method: string, { pathname, searchParams }: URL, body: string): number {
    const act = `${method} ${pathname}`;
    if (this.#options.wire === 'sokol') return this.#sokol(act, body);
    if (act === 'GET /cgi-bin/intercom_cgi' && searchParams.get('action') === 'maindoor') return this.#open();
    const reader = this.#options.mifare ? 'mifare_cgi' : 'rfid_cgi';
    const digits = searchParams.get('Key') ?? '';
    if (act !== `GET /cgi-bin/${reader}` || digits === '') return 404;
    if (searchParams.get('action') === 'delete') this.keys.delete(digits);
    else if (this.#options.mifare && searchParams.get('Type') !== '1') return 400;
    else if (this.keys.has(digits)) return 409;
    else this.keys.set(digits, Number(searchParams.get('Apartment')));
    return 200;
  }

  /** All keys as the wire tells them; undefined: something else was asked. */
  #list(act: string, action: string | null): string | undefined {
    const digits = [...this.keys.keys()];
    if (this.#options.wire === 'sokol')
      return act === 'GET /key/store' ? JSON.stringify(digits.map((uuid) => ({ uuid, panelCode: 1 }))) : undefined;
    const [reader, name] = this.#options.mifare ? ['mifare_cgi', 'Key'] : ['rfid_cgi', 'KeyValue'];
    if (act !== `GET /cgi-bin/${reader}` || action !== 'list') return undefined;
    return digits.map((one, at) => `${name}${at + 1}=${one.toUpperCase()}\nApartment${at + 1}=1\n`).join('');
  }

  #sokol(act: string, body: string): number {
    if (act === 'PUT /relay/1/settings') {
      this.doorSeconds = (JSON.parse(body) as { switchTime: number }).switchTime;
      return 200;
    }
    if (act === 'PUT /relay/1/open') {
      this.#open();
      return 204;
    }
    if (act === 'POST /key/store') {
      const key = JSON.parse(body) as { uuid: string; panelCode: number; encryption: boolean };
      if (key.encryption) return 400;
      this.keys.set(key.uuid, key.panelCode);
      return 200;
    }
    const digits = /^DELETE \/key\/store\/(\w+)$/.exec(act)?.[1] ?? '';
    return this.keys.delete(digits) ? 204 : 404;
  }

  #open(): number {
    this.openings += 1;
    return 200;
  }

  #challenge(response: ServerResponse): void {
    const nonce = randomBytes(8).toString('hex');
    this.#nonces.add(nonce);
    const digest = `Digest realm="panel", qop="auth", nonce="${nonce}"`;
    response
      .writeHead(401, { 'www-authenticate': this.#options.auth === 'basic' ? 'Basic realm="panel"' : digest })
      .end();
  }

  #permits({ headers, method = '', url = '' }: IncomingMessage): boolean {
    const { auth, login } = this.#options;
    const given = headers.authorization ?? '';
    if (auth === 'none') return true;
    if (auth === 'basic') return given === `Basic ${Buffer.from(`${login}:${this.password}`).toString('base64')}`;
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)"?`).exec(given)?.[1] ?? '';
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const who = md5(`${login}:panel:${this.password}`);
    const wanted = md5(`${who}:${field('nonce')}:${field('nc')}:${field('cnonce')}:auth:${md5(`${method}:${url}`)}`);
    return this.#nonces.delete(field('nonce')) && field('uri') === url && field('response') === wanted;
  }
}
