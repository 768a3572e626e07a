import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Kept beside the packages, so that it is fetched once. */
const FOLDER = resolve('node_modules/.cache/vedette-node');
const FETCHED_WITHIN_MS = 180_000;

/**
 * The program of another Node.js. npm's package `node` would put it in place by an install script; what it then fetches is
 * a package for each platform, which is taken as it is.
 */
export async function otherNode(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(FOLDER, version);
  const program = join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(program)) return program;
  await mkdir(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`];
  await promisify(execFile)('npm', args, { cwd: folder, timeout: FETCHED_WITHIN_MS });
  return program;
}
