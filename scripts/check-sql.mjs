import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { script } from './lib/run.mjs';
import { sqlOutside } from './lib/sql-outside.mjs';

// SQL is written by rooms of the core only. The check of the imports does not see it: connections come along with Core.
await script(async () => {
  const files = readdirSync(inRoot('src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => sqlOutside(file, readFileSync(inRoot(file), 'utf8')));
  for (const fault of found) console.log(fault);
  return found.length === 0 ? 0 : 1;
});
