import { networkInterfaces } from 'node:os';

/** This machine's addresses: our own services listen on whichever of them. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));

/** Where the database is reached; none when that is a unix socket. */
export function databaseHosts(databaseUrl: string): readonly string[] {
  const authority = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#@]*)/i.exec(databaseUrl)?.[1] ?? '';
  return authority
    .split(',')
    .map((host) => host.replace(/:\d*$/, '').replace(/^\[|\]$/g, ''))
    .filter((host) => host !== '');
}
