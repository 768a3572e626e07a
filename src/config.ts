import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Everything that can be set from outside, with its default. The only reader of `process.env`. */
export interface Config {
  /** Address and TCP port that the web, the APIs and the media URLs are served on. */
  readonly host: string;
  readonly port: number;
  /** Embedded database, archive, spool and the sealing key live below it. */
  readonly dataDir: string;
  /** An outside PostgreSQL (15 or newer); undefined: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** First administrator and system key: used by the first start alone; undefined: made up and printed once. */
  readonly adminLogin: string;
  readonly adminPassword: string | undefined;
  readonly adminApiKey: string | undefined;
  /** Networks in CIDR form that cameras, doors and hooks may be reached in although the egress policy refuses them. */
  readonly egressAllow: readonly string[];
  /** Proxies (addresses or CIDR) whose forwarded headers count. */
  readonly trustedProxies: readonly string[];
  /** Origins of web pages that may call the System API from the browser; `*`: all. */
  readonly corsOrigins: readonly string[];
  readonly ffmpegPath: string | undefined;
  /** Hours that the archive of a deleted camera stays on disk, where nobody sees it; 0: none. */
  readonly archiveGraceHours: number;
  /** Sign-in codes that may be sent in an hour, to all telephones: each message is paid for. */
  readonly smsCodesPerHour: number;
  /** Address and UDP port that panels write what happens to, by syslog; no port: they are not heard. 0: any free one. */
  readonly panelEventsHost: string;
  readonly panelEventsPort: number | undefined;
  /** Base64 or hex of 32 bytes; undefined: the file `secret.key` under `dataDir`, made on the first start. */
  readonly secretKey: string | undefined;
  /** Plays every camera, for the provider's own media servers and tools; undefined: there is none. */
  readonly mediaToken: string | undefined;
  /** File that says how the billing is asked about contracts, `demo` for a made-up one; undefined: none is asked. */
  readonly connector: string | undefined;
  /** Hours that the billing's last answer counts while it cannot be asked. */
  readonly connectorTrustHours: number;
  /** What `${NAME}` stands for in the connector's file. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logLevel: string;
  /** What this server is called from outside, e.g. https://video.example.net; undefined: as the request says. */
  readonly publicUrl: string | undefined;
  readonly version: string;
  readonly billApi: BillApiConfig;
}

/** SmartYard's `/bill/api`. */
export interface BillApiConfig {
  /** Networks (addresses or CIDR) that it may be called from. */
  readonly networks: readonly string[];
  /** Every call has to sign in, beside coming from such a network. */
  readonly strict: boolean;
  /** What a change is answered with: no bytes at all, or the JSON text `""`. */
  readonly emptyReply: 'none' | 'json';
  /** How device type 2 is spelled in lists; both spellings are understood. */
  readonly intercomWord: 'mewcam' | 'newcam';
  /** Passwords and credentials in URLs stand as `***` in lists. */
  readonly masksSecrets: boolean;
}

/** Loopback and what is never routed on the internet. */
const INSIDE = ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    host: text(env, 'HOST') ?? '0.0.0.0',
    port: port('PORT', text(env, 'PORT') ?? '8080'),
    dataDir: resolve(text(env, 'DATA_DIR') ?? './data'),
    databaseUrl: text(env, 'DATABASE_URL'),
    adminLogin: text(env, 'ADMIN_LOGIN') ?? 'admin',
    adminPassword: text(env, 'ADMIN_PASSWORD'),
    adminApiKey: text(env, 'ADMIN_API_KEY'),
    egressAllow: list(env, 'EGRESS_ALLOW'),
    trustedProxies: list(env, 'TRUSTED_PROXIES'),
    corsOrigins: list(env, 'CORS_ORIGINS'),
    ffmpegPath: text(env, 'FFMPEG_PATH'),
    archiveGraceHours: hours(env, 'ARCHIVE_GRACE_HOURS', 24),
    smsCodesPerHour: codes(env, 'SMS_CODES_PER_HOUR', 500),
    panelEventsHost: text(env, 'PANEL_EVENTS_HOST') ?? text(env, 'HOST') ?? '0.0.0.0',
    panelEventsPort: optionalPort(env, 'PANEL_EVENTS_PORT'),
    secretKey: text(env, 'SECRET_KEY'),
    mediaToken: mediaToken(text(env, 'MEDIA_TOKEN')),
    connector: text(env, 'CONNECTOR'),
    connectorTrustHours: hours(env, 'CONNECTOR_TRUST_HOURS', 72, 2160),
    environment: env,
    logLevel: text(env, 'LOG_LEVEL') ?? 'info',
    publicUrl: text(env, 'PUBLIC_URL')?.replace(/\/+$/, ''),
    version: packageVersion(),
    billApi: {
      networks: env.BILL_API_NETWORKS === undefined ? INSIDE : list(env, 'BILL_API_NETWORKS'),
      strict: flag(env, 'BILL_API_STRICT', false),
      emptyReply: choice(env, 'BILL_API_EMPTY_REPLY', ['none', 'json']),
      intercomWord: choice(env, 'BILL_API_INTERCOM_WORD', ['mewcam', 'newcam']),
      masksSecrets: !flag(env, 'BILL_API_SHOW_SECRETS', true),
    },
  };
}

function text(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : value;
}

function list(env: NodeJS.ProcessEnv, name: string): string[] {
  return (text(env, name) ?? '').split(/[\s,;]+/).filter((part) => part !== '');
}

function flag(env: NodeJS.ProcessEnv, name: string, standard: boolean): boolean {
  const word = text(env, name)?.toLowerCase();
  if (word === undefined) return standard;
  if (/^(true|1|yes|on)$/.test(word)) return true;
  if (/^(false|0|no|off)$/.test(word)) return false;
  throw new Error(`${name} is "${env[name]}": give true or false`);
}

/** The first is the default. */
function choice<T extends string>(env: NodeJS.ProcessEnv, name: string, words: readonly [T, ...T[]]): T {
  const word = text(env, name)?.toLowerCase() ?? words[0];
  const known = words.find((one) => one === word);
  if (known === undefined) throw new Error(`${name} is "${env[name]}": give ${words.join(' or ')}`);
  return known;
}

function hours(env: NodeJS.ProcessEnv, name: string, standard: number, most = 100_000): number {
  const number = Number(text(env, name) ?? standard);
  if (!(number >= 0 && number <= most))
    throw new Error(`${name} is "${env[name]}": give a number of hours from 0 to ${most}`);
  return number;
}

function codes(env: NodeJS.ProcessEnv, name: string, standard: number): number {
  const number = Number(text(env, name) ?? standard);
  if (!(Number.isInteger(number) && number >= 1 && number <= 1_000_000))
    throw new Error(`${name} is "${env[name]}": give a whole number from 1 on`);
  return number;
}

function optionalPort(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const value = text(env, name);
  return value === undefined ? undefined : port(name, value);
}

function port(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new Error(`${name} is "${value}": give a number from 0 to 65535 (0 takes any free port)`);
  }
  return number;
}

function mediaToken(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[\w.~-]{24,200}$/.test(value))
    throw new Error('MEDIA_TOKEN is too short or holds odd characters: give 24 to 200 of A-Z a-z 0-9 _ . ~ -');
  return value;
}

function packageVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
