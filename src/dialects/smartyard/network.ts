import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { type DomainError, inOwnWords } from '../../core/errors.ts';
import { networkText } from '../../core/networks.ts';

export interface InsideOptions {
  /** Addresses or CIDR that may call. */
  readonly networks: readonly string[];
  readonly trustedProxies: readonly string[];
  /** The setting that holds the networks, for the refusal. */
  readonly setting: string;
}

/** Throws `forbidden`, saying what to set, unless the request comes from inside. */
export type Inside = (request: FastifyRequest) => void;

/** Headers by which a proxy says whose request it passes on. */
const NAMING = ['x-forwarded-for', 'x-real-ip', 'forwarded'] as const;
/** Those by which it gives itself away without saying so. */
const PASSED_ON = [...NAMING, 'x-forwarded-host', 'x-forwarded-proto', 'x-client-ip', 'via'];

/** What TRUSTED_PROXIES may hold beside addresses. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * For APIs whose contract has no sign-in and relies on being reachable from inside alone. The connection's own address
 * counts. A trusted proxy's request counts by the addresses that the proxy names, all of which have to be inside: which
 * of its headers are its own, and which only came through, we do not know. Passed on by anybody else it is refused, since
 * the proxy's own address says nothing of who asks.
 *
 * To be called by a hook of the plugin, so that it holds for whatever spelling of the path gets to a handler.
 */
export function insideOnly({ networks, trustedProxies, setting }: InsideOptions): Inside {
  const inside = blockList(setting, networks);
  const proxies = blockList('TRUSTED_PROXIES', trustedProxies);
  return (request) => {
    const peer = request.socket.remoteAddress;
    const passedOn = PASSED_ON.find((name) => request.headers[name] !== undefined);
    if (passedOn !== undefined && !holds(proxies, peer))
      throw refused(
        `Запрос пришёл через прокси ${peer} (заголовок ${passedOn}), которому сервер не доверяет: укажите его адрес в TRUSTED_PROXIES`,
      );
    const addresses = passedOn === undefined ? [peer] : forwardedBy(request);
    if (addresses.length === 0)
      throw refused('Прокси не сообщает адрес клиента: настройте в нём заголовок X-Forwarded-For');
    const outside = addresses.find((address) => !holds(inside, address));
    if (outside !== undefined || addresses.includes(undefined))
      throw refused(`Вызов с адреса ${shown(outside)} запрещён: разрешённые сети задаёт ${setting}`);
  };
}

function forwardedBy(request: FastifyRequest): (string | undefined)[] {
  const [chain, real, forwarded] = NAMING.map((name) => request.headers[name]);
  return [
    // Fastify has taken the trusted hops off its end.
    ...(chain === undefined ? [] : [request.ip]),
    ...(real === undefined ? [] : [String(real).trim()]),
    ...(forwarded === undefined ? [] : [lastFor(String(forwarded))]),
  ];
}

/** RFC 7239: `for=192.0.2.60;proto=http, for="[2001:db8::1]:4711"`; what it hides is no address. */
function lastFor(header: string): string {
  const found = [...header.matchAll(/(?:^|[;,\s])for\s*=\s*("[^"]*"|[^;,\s]*)/gi)].at(-1)?.[1] ?? '';
  const node = found.replace(/^"|"$/g, '');
  return /^\[([^\]]*)\]/.exec(node)?.[1] ?? (isIP(node) === 6 ? node : node.replace(/:\d+$/, ''));
}

function blockList(setting: string, networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks.flatMap((name) => NAMED[name.toLowerCase()] ?? [name])) {
    const [base = '', bits = ''] = networkText(setting, network).split('/');
    list.addSubnet(base, Number(bits), isIP(base) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function holds(list: BlockList, address: string | undefined): boolean {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

const shown = (address: string | undefined): string => (isIP(address ?? '') === 0 ? 'неизвестного' : (address ?? ''));

const refused = (message: string): DomainError => inOwnWords('forbidden', message);
