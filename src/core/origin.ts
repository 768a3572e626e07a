import { isIP } from 'node:net';

/** What counts as one place to ask from: an IPv4 address, or the /64 of an IPv6 one. Undefined: unknown. */
export function originOf(address: string | undefined): string | undefined {
  const plain = (address ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return undefined;
  if (family === 4) return plain;
  const groups = groupsOf(plain);
  return mappedIn(groups) ?? `${groups.slice(0, 4).join(':')}::/64`;
}

/** The IPv4 address in `::ffff:0:0/96`, however it is written. */
function mappedIn(groups: readonly string[]): string | undefined {
  if (groups[5] !== 'ffff' || groups.slice(0, 5).some((group) => group !== '0')) return undefined;
  const bytes = groups.slice(6).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
  return bytes.join('.');
}

/** All eight groups of it. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}
