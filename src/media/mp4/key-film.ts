import { boxes } from './boxes.ts';
import { parseFragment } from './fragment.ts';
import type { Init } from './init.ts';
import { retime } from './retime.ts';

/** A film that begins with the key picture of `data` and holds its first fragment alone. */
export function keyFilm(init: Init, data: Buffer): Buffer | undefined {
  const times = parseFragment(data, init);
  if (times === undefined) return undefined;
  let end = 0;
  for (const box of boxes(data)) {
    end = box.end;
    if (box.type === 'mdat') break;
  }
  return Buffer.concat([init.data, retime(data.subarray(0, end), init, -times.startMs)]);
}
