import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

const SOURCE = `
  import { REFUSALS } from './src/core/refusals/index.ts';
  import { IN_RUSSIAN } from './src/core/refusals/ru/index.ts';
  export const en = Object.fromEntries(Object.entries(REFUSALS).map(([reason, { text }]) => [reason, text]));
  export const ru = IN_RUSSIAN;
`;

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
    return { ...(await import(pathToFileURL(outfile).href)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
