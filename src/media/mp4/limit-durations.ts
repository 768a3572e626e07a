import { boxes } from './boxes.ts';
import type { Init } from './init.ts';

/** Of a picture whose time is not known. */
const USUAL_MS = 40;

/**
 * Writes into the `moof` at the head of `data`: no sample lasts longer than `limitMs`. What does (the camera's time
 * jumped behind it) lasts as long as the one before.
 */
export function limitDurations(data: Buffer, init: Init, limitMs: number): void {
  for (const moof of boxes(data)) {
    if (moof.type !== 'moof') continue;
    for (const traf of boxes(data, moof.body, moof.end)) {
      if (traf.type === 'traf') limitTraf(data, traf.body, traf.end, init, limitMs);
    }
  }
}

function limitTraf(data: Buffer, start: number, end: number, init: Init, limitMs: number): void {
  let timescale = init.video.timescale;
  for (const box of boxes(data, start, end)) {
    if (box.type === 'tfhd') {
      if (data.readUInt32BE(box.body + 4) === init.audio?.id) timescale = init.audio.timescale;
      limitDefault(data, box.body, timescale, limitMs);
    }
    if (box.type === 'trun') limitRun(data, box.body, timescale, limitMs);
  }
}

/** The duration of the samples that have none of their own. */
function limitDefault(data: Buffer, body: number, timescale: number, limitMs: number): void {
  const has = data.readUInt32BE(body) & 0xffffff;
  const at = body + 8 + (has & 0x01 ? 8 : 0) + (has & 0x02 ? 4 : 0);
  if (has & 0x08) limitAt(data, at, (limitMs * timescale) / 1000, (USUAL_MS * timescale) / 1000);
}

function limitRun(data: Buffer, body: number, timescale: number, limitMs: number): void {
  const has = data.readUInt32BE(body) & 0xffffff;
  if ((has & 0x100) === 0) return;
  const size = [0x100, 0x200, 0x400, 0x800].reduce((sum, bit) => sum + (has & bit ? 4 : 0), 0);
  const first = body + 8 + (has & 0x01 ? 4 : 0) + (has & 0x04 ? 4 : 0);
  let before = (USUAL_MS * timescale) / 1000;
  for (let index = 0; index < data.readUInt32BE(body + 4); index += 1) {
    before = limitAt(data, first + index * size, (limitMs * timescale) / 1000, before);
  }
}

/** The duration that stands there then. */
function limitAt(data: Buffer, at: number, limit: number, otherwise: number): number {
  const duration = data.readUInt32BE(at);
  if (duration <= limit) return duration;
  data.writeUInt32BE(Math.round(otherwise), at);
  return otherwise;
}
