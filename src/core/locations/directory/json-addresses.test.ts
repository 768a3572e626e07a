import { expect, test } from 'vitest';
import { jsonAddresses } from './json-addresses.ts';
import type { RawAddress } from './row.ts';

async function* cut(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = text.length): Promise<RawAddress[]> {
  const found: RawAddress[] = [];
  for await (const address of jsonAddresses(cut(text, size))) found.push(address);
  return found;
}

const FILE = JSON.stringify([
  {
    streets: [{ code: 1, title: 'A "street" \\ \u0401', houses: [{ id: 'h', name: 'x', lat: -1.5e1, lon: 2 }] }],
    code: 'r',
    title: 'after its children',
    tags: ['no', 'address'],
    other: [{ code: 'o', title: 'other child' }],
    empty: [],
    nothing: null,
    yes: true,
  },
]);

test('addresses come with the one that they are nested in, whatever the order of the fields', async () => {
  const found = await read(FILE);
  expect(found.map(({ code, n, parentN, level }) => [code, n, parentN, level])).toEqual([
    ['h', 3, 2, 'house'],
    ['1', 2, 1, 'street'],
    ['o', 4, 1, ''],
    ['r', 1, null, ''],
  ]);
  expect(found[0]).toMatchObject({ latitude: '-15', longitude: '2' });
  expect(found[1]?.title).toBe('A "street" \\ \u0401');
});

test('a file reads the same however it is cut into pieces', async () => {
  const whole = await read(FILE);
  for (const size of [1, 2, 3, 7, 16]) expect(await read(FILE, size)).toEqual(whole);
});
