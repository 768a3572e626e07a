import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const SOURCE = "export { REFUSALS_BY_LANGUAGE } from './src/core/languages/words.ts';";

/**
 * The sentences of all refusals by language and reason, as the web gets them: it imports nothing of the server.
 * @returns {Promise<Readonly<Record<string, Readonly<Record<string, string>>>>>}
 */
export async function refusalWords() {
  const { build, stop } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'vedette-words-'));
  const outfile = join(folder, 'words.mjs');
  try {
    await build({
      stdin: { contents: SOURCE, resolveDir: inRoot('.'), loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'warning',
    });
    await stop();
    return (await import(pathToFileURL(outfile).href)).REFUSALS_BY_LANGUAGE;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
