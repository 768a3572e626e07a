import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** A component's class names: `@mantine/core/esm/components/Button/Button.module.mjs`. */
const CLASSES = /[\\/](@mantine[\\/]\w+)[\\/]esm[\\/](?:.*[\\/])?(\w+)\.module\.mjs$/;

/**
 * Brings the styles of Mantine's components with the code that uses them, in their cascade layer: all of them together
 * are 280 kB, of which a page needs a fifth. Packages that have one sheet for all of theirs bring that.
 */
export function componentStyles(): Plugin {
  const { resolve } = createRequire(import.meta.url);
  return {
    name: 'component-styles',
    apply: 'build',
    transform: {
      filter: { id: CLASSES },
      handler(code, id) {
        const [, name = '', component = ''] = CLASSES.exec(id) ?? [];
        const own = `styles/${component}.layer.css`;
        const folder = dirname(resolve(`${name}/styles.layer.css`));
        const sheet = existsSync(join(folder, own)) ? own : 'styles.layer.css';
        return { code: `import ${JSON.stringify(join(folder, sheet))};\n${code}`, map: null };
      },
    },
  };
}
