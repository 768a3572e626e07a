import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { invalid, refuse } from '../errors.ts';
import { faultOf, parseUrl } from './url.ts';

/** Never reachable: loopback, link-local (cloud metadata among it), multicast, unspecified. Private ranges are where cameras live. */
const REFUSED: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Unspecified, loopback, and an IPv4 address written behind 96 bits of nothing.
  ['::', 96, 'ipv6'],
  // Each of these carries an IPv4 address to a translator or a relay, which goes to whatever it says.
  ['::ffff:0:0:0', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** First numbers of the IPv4 networks above: an import asks of thousands, and almost none begins with one of these. */
const SUSPECT = new Set([0, 100, 127, 169, 192, ...Array.from({ length: 32 }, (_, i) => 224 + i)]);

export const VIDEO_SCHEMES = ['rtsp', 'rtsps', 'rtmp', 'http', 'https', 'fake'] as const;
export const HTTP_SCHEMES = ['http', 'https'] as const;
const FAKE_SOURCES = ['fake://clock', 'fake://fake'];
/** A made-up door that always opens: a door's command, and no source of video. */
export const FAKE_DOOR = 'fake://door';

export interface EgressOptions {
  /** CIDR networks that are allowed although refused above. */
  readonly allow: readonly string[];
  /** This machine's own addresses; asked again every minute, because they change. */
  readonly own?: () => readonly string[];
  /** Hosts of services that only we may reach: the database's. */
  readonly ownHosts?: readonly string[];
  /** All addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/** Decides where this server may connect to on somebody else's word. */
export class EgressPolicy {
  readonly #refused = new BlockList();
  readonly #allowed: BlockList;
  readonly #resolve: (host: string) => Promise<readonly string[]>;
  readonly #ownAddresses: () => readonly string[];
  readonly #ownHosts: readonly string[];
  #own: ReadonlySet<string> = new Set();
  #ownHostsAt: ReadonlySet<string> = new Set();
  #ownReadAt = Number.NEGATIVE_INFINITY;

  constructor(options: EgressOptions) {
    for (const [net, bits, family] of REFUSED) this.#refused.addSubnet(net, bits, family);
    this.#allowed = networks(options.allow);
    this.#resolve = options.resolve ?? (async (host) => (await lookup(host, { all: true })).map((a) => a.address));
    this.#ownAddresses = options.own ?? (() => []);
    this.#ownHosts = options.ownHosts ?? [];
  }

  /** Checks what can be told without asking a name server; `field` names the culprit in the error. */
  checkUrl(field: string, url: string, schemes: readonly string[]): void {
    const fault = faultOf(url, schemes);
    const parsed = parseUrl(url);
    if (fault === 'source_scheme_unknown') throw invalid(field, fault, { schemes });
    if (fault !== undefined || !parsed) throw invalid(field, fault ?? 'source_not_url');
    if (parsed.scheme === 'fake') {
      if (!FAKE_SOURCES.includes(url)) throw invalid(field, 'source_made_up_unknown', { choices: FAKE_SOURCES });
      return;
    }
    const address = literalAddress(parsed.host);
    const refused =
      address === undefined
        ? /^localhost\.?$|\.localhost\.?$/i.test(parsed.host) && !this.#permits('127.0.0.1')
        : !this.#permits(address);
    if (refused) throw invalid(field, 'address_refused', { host: parsed.host });
  }

  /** Refuses an address outside of the networks; of a name nothing can be told without asking. */
  checkInside(field: string, url: string, within: readonly string[]): void {
    const parsed = parseUrl(url);
    const address = parsed && literalAddress(parsed.host);
    if (address === undefined || parsed?.scheme === 'fake') return;
    if (!contains(networks(within), address)) throw invalid(field, 'address_outside', { host: parsed?.host ?? '' });
  }

  /** True when a name server has to say where the URL leads. */
  isNamed(url: string): boolean {
    const parsed = parseUrl(url);
    return parsed !== undefined && parsed.scheme !== 'fake' && literalAddress(parsed.host) === undefined;
  }

  /** Refuses a name that leads outside of the networks now; one that does not resolve within two seconds passes. */
  async checkNameInside(field: string, url: string, within: readonly string[]): Promise<void> {
    const host = parseUrl(url)?.host ?? '';
    const late = new Promise<undefined>((done) => void setTimeout(() => done(undefined), NAME_LIMIT_MS).unref());
    const addresses = await Promise.race([this.#resolve(host).catch(() => undefined), late]);
    const inside = networks(within);
    if (addresses && !addresses.some((address) => contains(inside, unmapped(address))))
      throw invalid(field, 'address_outside', { host });
  }

  /** One permitted address of the host, resolved now; `within` narrows it to an organization's networks. */
  async resolve(host: string, within: readonly string[] = []): Promise<string> {
    const bare = host.replace(/^\[|\]$/g, '');
    const literal = literalAddress(bare);
    const addresses = literal === undefined ? await this.#lookup(bare) : [literal];
    await this.#resolveOwnHosts();
    const inside = within.length > 0 ? networks(within) : undefined;
    const found = addresses.find((a) => this.#permits(a) && (!inside || contains(inside, a)));
    if (found === undefined) {
      throw refuse(inside ? 'host_outside' : 'host_refused', { host: bare });
    }
    return found;
  }

  /** The URL with its host replaced by one permitted address, so that nobody can answer differently a moment later. */
  async pin(url: string, schemes: readonly string[], within: readonly string[] = []): Promise<string> {
    this.checkUrl('url', url, schemes);
    const parsed = parseUrl(url);
    if (!parsed || parsed.scheme === 'fake') return url;
    const address = await this.resolve(parsed.host, within);
    return `${parsed.before}${isIP(address) === 6 ? `[${address}]` : address}${parsed.after}`;
  }

  async #lookup(host: string): Promise<readonly string[]> {
    try {
      return await this.#resolve(host);
    } catch {
      throw refuse('name_unresolved', { host });
    }
  }

  #isOwn(address: string): boolean {
    const now = performance.now();
    if (now - this.#ownReadAt > OWN_LIFE_MS) {
      this.#ownReadAt = now;
      this.#own = new Set(this.#ownAddresses().map(unmapped));
    }
    return this.#own.has(address) || this.#ownHostsAt.has(address);
  }

  /** At each connection, since a name server may move them; a host that does not resolve keeps what it had. */
  async #resolveOwnHosts(): Promise<void> {
    if (this.#ownHosts.length === 0) return;
    const found = await Promise.all(
      this.#ownHosts.map(async (host) => {
        const literal = literalAddress(host);
        return literal === undefined ? await this.#resolve(host).catch(() => undefined) : [literal];
      }),
    );
    if (found.some((addresses) => addresses === undefined)) return;
    this.#ownHostsAt = new Set(found.flatMap((addresses) => addresses ?? []).map(unmapped));
  }

  #permits(address: string): boolean {
    const plain = unmapped(address);
    if (this.#isOwn(plain)) return contains(this.#allowed, plain);
    if (isIP(plain) === 4 && !SUSPECT.has(Number.parseInt(plain, 10))) return true;
    return contains(this.#allowed, plain) || !contains(this.#refused, plain);
  }
}

/** How long this machine's addresses are believed. */
const OWN_LIFE_MS = 60_000;

const NAME_LIMIT_MS = 2000;

function networks(list: readonly string[]): BlockList {
  const blocks = new BlockList();
  for (const entry of list) {
    const [net = '', bits] = entry.split('/');
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
    if (isIP(net) === 0) throw new Error(`"${entry}" is no network: write it like 10.0.0.0/8`);
    blocks.addSubnet(net, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return blocks;
}

const contains = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** `::ffff:127.0.0.1` and `64:ff9b::7f00:1` are 127.0.0.1. */
function unmapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const mapped = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const high = Number.parseInt(mapped[1] ?? '0', 16);
  const low = Number.parseInt(mapped[2] ?? '0', 16);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The address that a host already is, in any of the spellings that connect understands (2130706433, 0x7f.1). */
function literalAddress(host: string): string | undefined {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  if (family === 4) return bare;
  if (family === 6) return unmapped(bare);
  if (!/^[0-9a-fx.]+$/i.test(bare)) return undefined;
  try {
    const normal = new URL(`http://${bare}`).hostname;
    return isIP(normal) === 4 ? normal : undefined;
  } catch {
    return undefined;
  }
}
