import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readlink, realpath, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, chooseAccount, weAreRoot } from './account.ts';
import { canEnter } from './process.ts';

export type Log = (event: string, fields?: object) => void;

/**
 * Where one embedded database lives: `DATA_DIR/postgres`, or what that links to.
 *
 *   data/                     the cluster
 *   socket/                   0700, the only way in (elsewhere when its path is too long for a socket)
 *   users/                    one file for each Vedette process that uses the server
 *   postgres-bin-<version>/   the programs, when they cannot run from node_modules
 */
export interface Home {
  readonly folder: string;
  readonly data: string;
  readonly socket: string;
  readonly users: string;
  readonly account: Account | undefined;
}

/** For a DATA_DIR that PostgreSQL's user cannot enter: a clone under /root, say. */
const OUTSIDE = '/var/lib/vedette';
/** The kernel's limit of a socket's path: sun_path without its closing zero. */
const SOCKET_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

export async function openHome(dataDir: string, log: Log): Promise<Home> {
  await mkdir(dataDir, { recursive: true });
  const place = join(await realpath(dataDir), 'postgres');
  const folder = (await existingHome(place)) ?? (await newHome(place, log));
  const account = await chooseAccount(folder);
  await own(folder, account);
  if (!(await canEnter(account, folder))) {
    throw new Error(
      `PostgreSQL runs as user ${account?.uid ?? process.getuid?.()} and cannot enter ${folder}: ` +
        'let that user pass through the folders above it, or set another DATA_DIR',
    );
  }
  const users = join(folder, 'users');
  await mkdir(users, { recursive: true, mode: 0o700 });
  return { folder, data: join(folder, 'data'), users, account, socket: await socketFolder(folder, account) };
}

async function existingHome(place: string): Promise<string | undefined> {
  const entry = await lstat(place).catch(() => undefined);
  if (!entry) return undefined;
  const folder = await realpath(place).catch(() => undefined);
  if (folder !== undefined) return folder;
  throw new Error(
    `${place} links to ${await readlink(place)}, which is gone: bring the database back there, ` +
      'or remove the link to begin with an empty one',
  );
}

async function newHome(place: string, log: Log): Promise<string> {
  const account = await chooseAccount(undefined);
  if (await canEnter(account, join(place, '..'))) {
    await mkdir(place, { recursive: true, mode: 0o700 });
    return place;
  }
  const folder = await freeFolderOutside(place);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await own(folder, account);
  await symlink(folder, place).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  log('database.home_outside', { folder, link: place, reason: "PostgreSQL's user cannot enter DATA_DIR" });
  return await realpath(place);
}

/** A folder that still holds data belonged to a DATA_DIR that somebody removed: left alone, for a new one is empty. */
async function freeFolderOutside(place: string): Promise<string> {
  const name = createHash('sha256').update(place).digest('hex').slice(0, 12);
  for (let suffix = 1; ; suffix++) {
    const folder = join(OUTSIDE, suffix === 1 ? name : `${name}-${suffix}`);
    const taken = await stat(join(folder, 'data')).catch(() => undefined);
    if (!taken) return folder;
  }
}

async function own(folder: string, account: Account | undefined): Promise<void> {
  const { uid } = await stat(folder);
  if (account && uid !== account.uid) await chown(folder, account.uid, account.gid);
  if (!weAreRoot() && uid !== process.getuid?.()) {
    throw new Error(
      `${folder} belongs to user ${uid}, as who the database ran before: ` +
        'start Vedette as root or as that user, or set another DATA_DIR',
    );
  }
}

async function socketFolder(home: string, account: Account | undefined): Promise<string> {
  const inside = join(home, 'socket');
  const fits = Buffer.byteLength(join(inside, '.s.PGSQL.5432')) <= SOCKET_PATH_BYTES;
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const folder = fits ? inside : join(tmpdir(), `vedette-${hash}`);
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  // The temporary folder is anybody's: one that another user laid there for us would hand our database to them.
  const found = await lstat(folder);
  const mayOwn = [process.getuid?.(), account?.uid];
  if (!found.isDirectory() || !mayOwn.includes(found.uid)) {
    throw new Error(`${folder} is for the database's socket, but somebody else made it: remove it`);
  }
  if (account) await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  return folder;
}
