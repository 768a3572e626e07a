import { isIP } from 'node:net';

/** What counts as one place to ask from: an IPv4 address, or the /64 of an IPv6 one. Undefined: unknown. */
export function originOf(address: string | undefined): string | undefined {
  const plain = (address ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return undefined;
  return family === 4 ? plain : `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/** All eight groups of it. */
function groupsOf(address: string): string[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}
