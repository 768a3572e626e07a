import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;

/** Emits `/sw.js`: src/pwa/worker.js, knowing the files of this build that the shell needs to open by itself. */
export function serviceWorker(source: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const shell = shellOf(bundle).map((file) => `/${file}`);
        const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 16);
        const text = readFileSync(source, 'utf8')
          .replace('__SHELL__', () => JSON.stringify(shell, null, 2))
          .replace('__VERSION__', () => JSON.stringify(version));
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: text });
      },
    },
  };
}

/** What index.html loads, the words of both languages, and the letters of both. */
function shellOf(bundle: Bundle): string[] {
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = bundle[name];
    if (chunk === undefined || files.has(name)) return;
    files.add(name);
    if (chunk.type !== 'chunk') return;
    for (const other of chunk.imports) add(other);
    for (const other of metaOf(chunk)) add(other);
  };
  for (const output of Object.values(bundle)) {
    if (output.type === 'chunk') {
      const { facadeModuleId } = output;
      if (facadeModuleId?.endsWith('/index.html') || facadeModuleId?.includes('/locales/')) add(output.fileName);
    } else if (/inter-(latin|cyrillic)-[\w-]{8}\.woff2$/.test(output.fileName)) add(output.fileName);
    else if (/favicon.*\.svg$/.test(output.fileName)) add(output.fileName);
  }
  return [...files].sort();
}

function metaOf(chunk: Rolldown.OutputChunk): Iterable<string> {
  const { viteMetadata } = chunk as { viteMetadata?: { importedCss: Set<string> } };
  return viteMetadata?.importedCss ?? [];
}
