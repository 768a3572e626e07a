import { boxes } from './boxes.ts';
import type { Init } from './init.ts';

/**
 * The same fragment, `shiftMs` later: writes new decoding times into a copy of its `moof`. With it, pieces of several
 * runs of a camera become one film without a process of their own.
 */
export function retime(data: Buffer, init: Init, shiftMs: number): Buffer {
  const copy = Buffer.from(data);
  for (const moof of boxes(copy)) {
    if (moof.type !== 'moof') continue;
    for (const traf of boxes(copy, moof.body, moof.end)) {
      if (traf.type === 'traf') retimeTraf(copy, traf.body, traf.end, init, shiftMs);
    }
  }
  return copy;
}

function retimeTraf(data: Buffer, start: number, end: number, init: Init, shiftMs: number): void {
  let timescale = init.video.timescale;
  for (const box of boxes(data, start, end)) {
    if (box.type === 'tfhd') {
      const track = data.readUInt32BE(box.body + 4);
      if (track === init.audio?.id) timescale = init.audio.timescale;
    } else if (box.type === 'tfdt') {
      const shift = Math.round((shiftMs * timescale) / 1000);
      if (data[box.body] === 1) {
        const time = Number(data.readBigUInt64BE(box.body + 4)) + shift;
        data.writeBigUInt64BE(BigInt(Math.max(0, time)), box.body + 4);
      } else {
        data.writeUInt32BE(Math.max(0, data.readUInt32BE(box.body + 4) + shift), box.body + 4);
      }
    }
  }
}
