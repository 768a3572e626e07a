import { expect, test } from 'vitest';
import { longFunctions } from './long-functions.mjs';

/** @param {number} count @param {string} line */
const times = (count, line) => Array.from({ length: count }, () => line).join('\n');

/** @param {string} text */
const found = (text) => longFunctions('src/x.tsx', text).map((fault) => fault.split(' ')[0]);

test('functions of every kind may have 60 lines, and no more', () => {
  const body = (/** @type {number} */ lines) => `{\n${times(lines - 2, 'step();')}\n}`;
  for (const [before, after] of [
    ['function f() ', ''],
    ['const f = () => ', ';'],
    ['const f = async function () ', ';'],
    ['class A { m() ', '}'],
    ['class A { constructor() ', '}'],
    ['class A { get m() ', '}'],
  ]) {
    expect(found(`${before}${body(60)}${after}`)).toEqual([]);
    expect(found(`\n${before}${body(61)}${after}`)).toEqual(['src/x.tsx:2:']);
  }
});

test('a long function within another is named, and makes the other long', () => {
  expect(found(`function f() {\nconst g = () => {\n${times(60, 'step();')}\n};\n}`)).toEqual([
    'src/x.tsx:1:',
    'src/x.tsx:2:',
  ]);
});

test('a route table may be long: it only registers routes, or hands its server on to other tables', () => {
  const routes = times(30, "app.get('/x', async () => {\nreturn 1;\n});");
  expect(found(`function routes(app) {\n${routes}\nmoreRoutes(app, 1);\nawait app.register(plugin);\n}`)).toEqual([]);
});

test('a table that does anything else beside is a function like others, and so is a long handler', () => {
  const routes = times(30, "app.get('/x', async () => {\nreturn 1;\n});");
  expect(found(`function routes(app) {\nconst a = 1;\n${routes}\n}`)).toEqual(['src/x.tsx:1:']);
  expect(found(`function routes(app) {\nif (a) b();\n${routes}\n}`)).toEqual(['src/x.tsx:1:']);
  expect(found(`function pile(app) {\n${times(60, 'list.get(app);')}\n}`)).toEqual(['src/x.tsx:1:']);
  expect(found(`function routes(app) {\napp.get('/x', () => {\n${times(60, 'step();')}\n});\n}`)).toEqual([
    'src/x.tsx:2:',
  ]);
});

test('lines of markup do not count, those of code before it and of functions within it do', () => {
  const markup = `<p>\n${times(70, '<b />')}\n</p>`;
  expect(found(`function Page() {\nconst a = 1;\nreturn (\n${markup}\n);\n}`)).toEqual([]);
  expect(found(`function Page() {\n${times(60, 'step();')}\nreturn (\n${markup}\n);\n}`)).toEqual(['src/x.tsx:1:']);
  expect(found(`function Page() {\nreturn <p onClick={() => {\n${times(60, 'step();')}\n}} />;\n}`)).toEqual([
    'src/x.tsx:2:',
  ]);
});
