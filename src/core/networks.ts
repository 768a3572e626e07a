import { BlockList, isIP } from 'node:net';
import { invalid } from './errors.ts';

/** A network in CIDR form with the bits of its hosts cleared; an address alone is a network of one. */
export function networkText(field: string, text: string): string {
  const [address = '', bits] = text.trim().split('/');
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (family === 0 || length < 0 || length > most) throw invalid(field, 'network_malformed', { network: text });
  return family === 6 ? `${address}/${length}` : `${masked(address, length)}/${length}`;
}

/** Whether an address lies in one of the networks (CIDR); in none of an empty list. */
export function isWithin(networks: readonly string[], address: string | undefined): boolean {
  const plain = (address ?? '').replace(/^::ffff:/, '');
  const family = isIP(plain);
  if (family === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits = ''] = network.split('/');
    list.addSubnet(base, Number(bits), isIP(base) === 6 ? 'ipv6' : 'ipv4');
  }
  return list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether somebody who is kept to these networks may come from there; an empty list keeps nobody out. */
export const comesFrom = (networks: readonly string[], address: string | undefined): boolean =>
  networks.length === 0 || isWithin(networks, address);

function masked(address: string, length: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - length);
  const base = Math.floor(number / size) * size;
  return [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join('.');
}
