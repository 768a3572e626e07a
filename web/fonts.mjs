import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import subset from 'subset-font';

// npm run -w web fonts: writes src/assets/fonts from Inter as it is published. A page shows Latin and Cyrillic together, and
// both whole files are 67 kB; what is left out are weights that no style uses, features that are never switched on, and
// letters that stand in the files of other scripts.
const { resolve } = createRequire(import.meta.url);
const SIGNS =
  '\u2009\u202f\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u2212\u2190\u2191\u2192\u2193\u20ac\u20bd';
const PARTS = {
  latin: range(0x20, 0x7e) + range(0xa0, 0xff) + SIGNS,
  cyrillic: `${range(0x400, 0x45f)}\u0490\u0491\u2116`,
};

for (const [name, letters] of Object.entries(PARTS)) {
  const whole = readFileSync(resolve(`@fontsource-variable/inter/files/inter-${name}-wght-normal.woff2`));
  const part = await subset(whole, letters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 600 } },
    keepFeatures: ['ccmp', 'cv05', 'kern', 'locl', 'mark', 'mkmk', 'tnum'],
  });
  writeFileSync(fileURLToPath(new URL(`src/assets/fonts/inter-${name}.woff2`, import.meta.url)), part);
  console.log(`inter-${name}.woff2: ${whole.length} -> ${part.length} bytes`);
}

/** @param {number} first @param {number} last */
function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');
}
