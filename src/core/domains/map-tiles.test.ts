import { expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { checkMapTiles, originOfTiles, shownMapTiles } from './map-tiles.ts';

const problem = (template: string) => {
  try {
    checkMapTiles(template);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.fields.mapTiles?.reason : error;
  }
};

test.each([
  ['https://tiles.example.net/{z}/{x}/{y}.png', null],
  ['http://10.0.0.5:8080/tiles?z={z}&x={x}&y={y}', null],
  ['tiles.example.net/{z}/{x}/{y}.png', 'map_tiles_form'],
  ['javascript:alert(1)//{z}{x}{y}', 'map_tiles_form'],
  ['https://{z}.example.net/{x}/{y}.png', 'map_tiles_host'],
  ['https://a.example.net;script-src/{z}/{x}/{y}', 'map_tiles_host'],
  ['https://[::1]/{z}/{x}/{y}.png', 'map_tiles_host'],
  ['https://*.example.net/{z}/{x}/{y}.png', 'map_tiles_host'],
  ['https://user:secret@tiles.example.net/{z}/{x}/{y}.png', 'map_tiles_credentials'],
  ['https://tiles.example.net/{z}/{x}.png', 'map_tiles_part_missing'],
])('%s is judged %s', (template, reason) => expect(problem(template)).toBe(reason));

test('the policy names the host alone, and nobody is shown a key', () => {
  expect(originOfTiles('https://tiles.example.net/{z}/{x}/{y}.png?key=abc')).toBe('https://tiles.example.net');
  expect(originOfTiles('http://10.0.0.5:8080/{z}/{x}/{y}')).toBe('http://10.0.0.5:8080');
  expect(shownMapTiles('https://t.example.net/{z}/{x}/{y}.png?key=abc&v=2&at={z}')).toBe(
    'https://t.example.net/{z}/{x}/{y}.png?key=***&v=***&at={z}',
  );
  expect(
    shownMapTiles('https://a-long-name.example.net/v1/0123456789abcdef/short/{z}/{x}/a-long-name-of-{y}.png'),
  ).toBe('https://a-long-name.example.net/v1/***/short/{z}/{x}/a-long-name-of-{y}.png');
  expect(shownMapTiles('https://t.example.net/{z}/{x}/{y}/0123456789abcdef?key=a/b')).toBe(
    'https://t.example.net/{z}/{x}/{y}/***?key=***',
  );
  expect(shownMapTiles('https://t.example.net/{z}/{x}/{y}.png')).toBe('https://t.example.net/{z}/{x}/{y}.png');
});
