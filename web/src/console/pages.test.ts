import { expect, test } from 'vitest';
import { CONSOLE_PLACES } from '../app/routes/consolePlaces.ts';
import { paths } from '../app/routes/paths.ts';

/** Sources by path. */
const FILES = import.meta.glob<string>('./**/*Page.tsx', { query: '?raw', import: 'default', eager: true });
const ROUTES = import.meta.glob<string>('../app/routes/*.ts', { query: '?raw', import: 'default', eager: true });
const found = (sources: readonly string[], pattern: RegExp): string[] =>
  sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''));

test('a file of a page exports the component that it is named after and nothing else', () => {
  for (const [path, source] of Object.entries(FILES)) {
    expect(found([source], /^export (?:async )?(?:const|function|class|let) (\w+)/gm), path).toEqual([
      path.replace(/^.*\/(\w+)\.tsx$/, '$1'),
    ]);
  }
});

test('the routes show each page of the console, and no page that there is no file of', () => {
  const names = Object.keys(FILES).map((path) => path.replace(/^.*\/(\w+)\.tsx$/, '$1'));
  const shown = found(Object.values(ROUTES), /consolePage\('(\w+)'\)/g);
  expect(shown.sort()).toEqual([...names, 'ConsoleShell'].sort());
});

test('the menu leads to each main page: every address that is neither a card nor a form', () => {
  const main = Object.values(paths).filter((path) => /^\/admin(\/[\w-]+)?$/.test(path));
  expect(CONSOLE_PLACES.map(([, path]) => path).sort()).toEqual(main.sort());
});
