import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The program that benchmarks of single writes run beside us. */
export function findPgbench(): string {
  const root = '/usr/lib/postgresql';
  const found = (existsSync(root) ? readdirSync(root) : [])
    .map((version) => join(root, version, 'bin/pgbench'))
    .find((path) => existsSync(path));
  if (!found) throw new Error('This bench runs pgbench beside us: install Debian\'s package "postgresql"');
  return found;
}
