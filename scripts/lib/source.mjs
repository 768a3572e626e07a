import { mkdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/**
 * Bundles a TypeScript file of the clone to a file below node_modules, where it finds its packages.
 * @param {string} path `bench/import.ts`
 * @returns {Promise<string>} the bundle; remove it when done
 */
export async function bundleSource(path) {
  const { build, stop } = await import('esbuild');
  const folder = inRoot('node_modules/.cache/vedette');
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/${basename(path, '.ts')}-${process.pid}.mjs`;
  await build({
    entryPoints: [inRoot(path)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await stop();
  return outfile;
}

/**
 * @template T
 * @param {string} path of a TypeScript module in the clone
 * @returns {Promise<T>}
 */
export async function importSource(path) {
  const bundle = await bundleSource(path);
  try {
    return await import(pathToFileURL(bundle).href);
  } finally {
    rmSync(bundle, { force: true });
  }
}
