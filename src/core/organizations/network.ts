import { isIP } from 'node:net';
import { invalid } from '../errors.ts';

const MAX_NETWORKS = 100;

/** Networks in CIDR form with their host bits cleared, as PostgreSQL's `cidr` wants them: 10.0.0.5/24 is 10.0.0.0/24. */
export function checkedNetworks(field: string, networks: readonly string[]): readonly string[] {
  if (networks.length > MAX_NETWORKS)
    throw invalid(field, 'networks_too_many', { count: networks.length, limit: MAX_NETWORKS });
  return [...new Set(networks.map((network) => checkedNetwork(field, network.trim())))];
}

export function checkAddress(field: string, address: string | null | undefined): void {
  if (address !== null && address !== undefined && isIP(address) === 0)
    throw invalid(field, 'address_named_malformed', { address: address.slice(0, 50) });
}

function checkedNetwork(field: string, network: string): string {
  const [address = '', bits, ...rest] = network.split('/');
  const family = isIP(address);
  const width = family === 6 ? 128 : 32;
  const length = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (family === 0 || rest.length > 0 || !(length >= 0 && length <= width))
    throw invalid(field, 'network_malformed', { network: network.slice(0, 50) });
  return family === 4 ? `${masked4(address, length)}/${length}` : `${masked6(address, length)}/${length}`;
}

function masked4(address: string, length: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const step = 2 ** (32 - length);
  const net = Math.floor(number / step) * step;
  return [24, 16, 8, 0].map((shift) => Math.floor(net / 2 ** shift) % 256).join('.');
}

function masked6(address: string, length: number): string {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  const masked = groups.map((group, i) => {
    const kept = Math.min(16, Math.max(0, length - i * 16));
    return (Number.parseInt(group, 16) & (0xffff << (16 - kept)) & 0xffff).toString(16);
  });
  return new URL(`http://[${masked.join(':')}]`).hostname.slice(1, -1);
}
