import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FragmentSplitter } from './splitter.ts';

function box(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const head = Buffer.concat([box('ftyp', Buffer.alloc(4)), box('moov', Buffer.alloc(50, 1))]);
const fragments = [10, 3000, 0, 70_000].map((size, index) =>
  Buffer.concat([box('moof', Buffer.alloc(20, index)), box('mdat', Buffer.alloc(size, index))]),
);
const stream = Buffer.concat([head, box('styp', Buffer.alloc(3)), ...fragments]);

test('however the pipe cuts the stream, head and fragments come out whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 }), (sizes) => {
      const heads: Buffer[] = [];
      const found: Buffer[] = [];
      const splitter = new FragmentSplitter({
        onInit: (init) => heads.push(init),
        onFragment: (data) => found.push(data),
      });
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = sizes[turn % sizes.length] ?? 1;
        splitter.push(stream.subarray(at, at + size));
        at += size;
      }
      expect(Buffer.concat(heads).equals(head)).toBe(true);
      expect(found.map((data) => data.length)).toEqual(fragments.map((data) => data.length));
      expect(Buffer.concat(found).equals(Buffer.concat(fragments))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('what cannot be MP4 is refused, not gathered', () => {
  const splitter = new FragmentSplitter({ onInit: () => undefined, onFragment: () => undefined });
  expect(() => splitter.push(Buffer.from('HTTP/1.1 404 Not Found'))).toThrow(/not MP4/);
});
