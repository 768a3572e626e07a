import { access } from 'node:fs/promises';
import { output, whereIs } from './shell.ts';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** True where we are root on Debian or its kin. */
export async function canInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0 || (await whereIs('apt-get')) === undefined) return false;
  return access('/etc/debian_version').then(
    () => true,
    () => false,
  );
}

/** Debian's ffmpeg, and the font that the clock of `fake://clock` is drawn with. Rejects with what apt says. */
export async function installFfmpeg(): Promise<void> {
  const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=120'];
  await output('env', [...apt, 'update'], INSTALL_TIMEOUT_MS);
  const packages = ['ffmpeg', 'fonts-dejavu-core'];
  await output('env', [...apt, 'install', '-y', '--no-install-recommends', ...packages], INSTALL_TIMEOUT_MS);
}
