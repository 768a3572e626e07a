import { readdirSync, readFileSync } from 'node:fs';
import { longFunctions } from './lib/long-functions.mjs';
import { inRoot } from './lib/paths.mjs';
import { script } from './lib/run.mjs';

/** Product code; tests and benchmarks may tell a long story. */
const FOLDERS = ['src', 'web/src', 'scripts'];

// How complex a function may be is said in biome.json. Its rule of lines knows neither route tables nor markup.
await script(async () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /(?<!\.d)\.(tsx?|mjs)$/.test(file) && !/\.test\.\w+$/.test(file)),
  );
  const found = files.flatMap((file) => longFunctions(file, readFileSync(inRoot(file), 'utf8')));
  for (const fault of found) console.log(fault);
  return found.length === 0 ? 0 : 1;
});
