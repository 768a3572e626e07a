import { access, constants } from 'node:fs/promises';
import type { Log } from '../log.ts';
import { reason } from '../log.ts';
import { canInstall, installFfmpeg } from './install.ts';
import { output, whereIs } from './shell.ts';
import { parseVersion, type Version } from './version.ts';

/** The ffmpeg that this node uses, and what else the machine has for it. */
export interface Ffmpeg extends Version {
  readonly path: string;
  /** util-linux `setpriv`: lets ffmpeg die with us, however we die. */
  readonly setpriv: string | undefined;
  /** A font for the clock of `fake://clock`. */
  readonly font: string | undefined;
}

export interface FindOptions {
  /** The operator's choice (`FFMPEG_PATH`); nothing else is tried then. */
  readonly path: string | undefined;
  readonly log: Log;
  /** False: never installs packages. */
  readonly install?: boolean;
}

export const NO_FFMPEG = 'no ffmpeg: set FFMPEG_PATH or install it';

const FONTS = [
  '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf',
  '/usr/share/fonts/TTF/DejaVuSansMono.ttf',
  '/System/Library/Fonts/Menlo.ttc',
];

/** The setting, else the system's, else Debian's package where we may install it, else npm's old static build. */
export async function findFfmpeg(options: FindOptions): Promise<Ffmpeg | undefined> {
  const { path, log } = options;
  if (path !== undefined) {
    const found = await probe(path);
    if (found === undefined) log.error({ path }, 'FFMPEG_PATH does not run: correct or remove it');
    return found;
  }
  const system = await probe('ffmpeg');
  if (system !== undefined) return system;
  if (options.install !== false && (await canInstall())) {
    log.info({}, 'installing ffmpeg from the packages of the system; this takes a minute or two');
    try {
      await installFfmpeg();
      const installed = await probe('ffmpeg');
      if (installed !== undefined) return installed;
    } catch (error) {
      log.warn({ reason: reason(error) }, 'ffmpeg could not be installed from the packages of the system');
    }
  }
  const bundled = await bundledPath();
  const found = bundled === undefined ? undefined : await probe(bundled);
  if (found === undefined) log.error({}, NO_FFMPEG);
  else log.warn({ version: found.version }, 'using the ffmpeg of npm: it is years old, install a current one');
  return found;
}

async function probe(name: string): Promise<Ffmpeg | undefined> {
  const path = await whereIs(name);
  if (path === undefined) return undefined;
  const version = parseVersion(await output(path, ['-version']).catch(() => ''));
  if (version === undefined) return undefined;
  return { ...version, path, setpriv: await whereIs('setpriv'), font: await firstReadable(FONTS) };
}

async function firstReadable(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const readable = await access(path, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (readable) return path;
  }
  return undefined;
}

async function bundledPath(): Promise<string | undefined> {
  try {
    const module = await import('@ffmpeg-installer/ffmpeg');
    return module.default.path;
  } catch {
    return undefined; // an optional dependency: not on every platform
  }
}
