import { buildAll } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { script } from './lib/run.mjs';

// npm run build: dist/server/main.js and dist/web, each when its sources changed.
await script(async () => {
  await ensureInstalled();
  await buildAll();
});
