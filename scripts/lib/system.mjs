import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** Programs and fonts that the tests use and npm does not bring. */
const NEEDS = [
  { apt: 'ffmpeg', found: () => process.env.FFMPEG_PATH !== undefined || inPath('ffmpeg') },
  { apt: 'fonts-dejavu-core', found: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf') },
  {
    apt: 'chromium-headless-shell',
    found: () => process.env.CHROMIUM_PATH !== undefined || inPath('chromium-headless-shell') || inPath('chromium'),
  },
  { apt: 'mariadb-server', found: () => inPath('mariadbd') || existsSync('/usr/sbin/mariadbd') },
  { apt: 'poppler-utils', found: () => inPath('pdftotext') && inPath('pdftoppm') },
];

/** Installs what is missing where we are root on Debian; elsewhere says what to install. */
export async function ensureTestTools() {
  const missing = NEEDS.filter(({ found }) => !found()).map(({ apt }) => apt);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !inPath('apt-get')) {
    console.log(`Missing for some tests: ${missing.join(', ')}. On Debian: sudo apt-get install ${missing.join(' ')}`);
    return;
  }
  console.log(`Installing ${missing.join(', ')} with apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  const code = await run('apt-get', ['install', '-qy', '--no-install-recommends', ...missing], { env });
  if (code !== 0) console.log(`apt-get could not install ${missing.join(', ')}: tests that use them will fail`);
}

/** @param {string} program */
function inPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
