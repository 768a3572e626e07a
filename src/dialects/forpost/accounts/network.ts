import { isIPv4 } from 'node:net';
import type { Call } from '../call.ts';
import { refused } from '../parameters.ts';

export const ANY = '0.0.0.0';

export interface Network {
  readonly address: string;
  readonly mask: string;
}

/** The first IPv4 network of an account as address and mask; 0.0.0.0 is no restriction. */
export function networkOf(networks: readonly string[]): Network {
  const [address, bits] = networks.find((network) => isIPv4(network.split('/')[0] ?? ''))?.split('/') ?? [];
  return address === undefined ? { address: ANY, mask: ANY } : { address, mask: maskOf(Number(bits ?? 32)) };
}

/** What the call says of NetworkIP and NetworkMask, over what holds now; undefined: it says nothing. */
export function networksIn(call: Call, now: readonly string[]): readonly string[] | undefined {
  if (!call.has('NetworkIP') && !call.has('NetworkMask')) return undefined;
  const before = networkOf(now);
  const address = quad(call, 'NetworkIP') ?? before.address;
  const mask = quad(call, 'NetworkMask') ?? before.mask;
  if (address === ANY && mask === ANY) return [];
  if (mask === ANY) throw refused('NetworkMask', 'указывается вместе с NetworkIP');
  if (address === ANY) throw refused('NetworkIP', 'указывается вместе с NetworkMask');
  const bits = prefixOf(mask);
  if (bits === undefined) throw refused('NetworkMask', 'должен быть маской сети, например 255.255.255.0');
  return [`${address}/${bits}`];
}

/** An address in dotted form; empty is 0.0.0.0, undefined: not sent. */
export function quad(call: Call, name: string): string | undefined {
  const text = call.optionalText(name)?.trim();
  if (text === undefined || text === '') return text === undefined ? undefined : ANY;
  if (!isIPv4(text)) throw refused(name, 'должен быть IP-адресом в формате xxx.xxx.xxx.xxx');
  return text;
}

const maskOf = (bits: number): string =>
  [0, 8, 16, 24].map((shift) => 256 - 2 ** (8 - Math.min(8, Math.max(0, bits - shift)))).join('.');

/** Length of the prefix of a netmask; undefined: its ones are not contiguous. */
function prefixOf(mask: string): number | undefined {
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}
