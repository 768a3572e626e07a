import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBrokenLinks } from './check-links.mjs';

/** @type {string} */
let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vedette-links-'));
  mkdirSync(join(root, 'docs/guide'), { recursive: true });
  writeFileSync(
    join(root, 'docs/guide/start.md'),
    '# Start\n\n## Камеры и `archive_depth`\n\n## Камеры и `archive_depth`\n',
  );
});

afterEach(() => rmSync(root, { recursive: true }));

/** @param {string} text */
const readme = (text) => writeFileSync(join(root, 'README.md'), text);

test('files, folders, headings and addresses elsewhere are fine', () => {
  readme(`[a](docs/guide/start.md) [b](docs/guide/) [c](docs/guide/start.md#камеры-и-archive_depth)
[d](docs/guide/start.md#%D0%BA%D0%B0%D0%BC%D0%B5%D1%80%D1%8B-%D0%B8-archive_depth-1)
[e](https://example.net/x) ![f](/docs/guide/start.md "title") [g](#own)\n\n# Own\n\n\`\`\`\n[h](nowhere.md)\n\`\`\``);
  expect(findBrokenLinks(root)).toEqual([]);
});

test('missing files and headings are named, in inline links and references', () => {
  readme('[a](docs/gone.md) [b](docs/guide/start.md#gone)\n\n[c]: docs/lost.md\n');
  expect(findBrokenLinks(root)).toEqual([
    'README.md: docs/gone.md does not exist',
    'README.md: docs/guide/start.md#gone has no such heading',
    'README.md: docs/lost.md does not exist',
  ]);
});
