/** A box as it lies in a buffer; `body` is the offset of what follows its header, `end` the offset after it. */
export interface Box {
  readonly type: string;
  readonly body: number;
  readonly end: number;
}

/** The boxes that fill `buffer` from `start` to `end`; stops quietly at one that does not fit. */
export function* boxes(buffer: Buffer, start = 0, end = buffer.length): Generator<Box> {
  let at = start;
  while (at + 8 <= end) {
    const size = buffer.readUInt32BE(at);
    if (size < 8 || at + size > end) return;
    yield { type: buffer.toString('latin1', at + 4, at + 8), body: at + 8, end: at + size };
    at += size;
  }
}

/** The first box down the path, e.g. `moov/trak/mdia`. */
export function findBox(buffer: Buffer, path: readonly string[], start = 0, end = buffer.length): Box | undefined {
  const [type, ...rest] = path;
  for (const box of boxes(buffer, start, end)) {
    if (box.type === type) return rest.length === 0 ? box : findBox(buffer, rest, box.body, box.end);
  }
  return undefined;
}

export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(
    parts.reduce((sum, part) => sum + part.length, 8),
    0,
  );
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...parts]);
}
