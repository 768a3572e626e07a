import { type Box, boxes, findBox } from './boxes.ts';
import type { Init } from './init.ts';

/** A row of fragments that begins with a key picture. */
export interface Part {
  readonly bytes: number;
  readonly durationMs: number;
}

/** References in one `sidx`, by its 16-bit count. */
const MAX_PARTS = 65_535;

/**
 * The head of a film whose length is known: `mehd` says how long it is, `sidx` where each part lies, so that players
 * show the length and can seek although the film consists of fragments.
 */
export function wholeHead(init: Init, parts: readonly Part[]): Buffer {
  const totalMs = parts.reduce((sum, part) => sum + part.durationMs, 0);
  const moov = findBox(init.data, ['moov']);
  if (moov === undefined) return init.data;
  return Buffer.concat([withLength(init.data, moov, totalMs), ...index(init, parts)]);
}

/** `mehd` goes first into `mvex`; the two boxes around it grow. */
function withLength(data: Buffer, moov: Box, totalMs: number): Buffer {
  const mvhd = findBox(data, ['mvhd'], moov.body, moov.end);
  const mvex = [...boxes(data, moov.body, moov.end)].find(({ type }) => type === 'mvex');
  if (mvhd === undefined || mvex === undefined) return data;
  const timescale = data.readUInt32BE(mvhd.body + (data[mvhd.body] === 1 ? 20 : 12));
  const mehd = Buffer.alloc(20);
  mehd.writeUInt32BE(mehd.length, 0);
  mehd.write('mehd', 4, 'latin1');
  mehd[8] = 1;
  mehd.writeBigUInt64BE(BigInt(Math.round((totalMs * timescale) / 1000)), 12);
  const grown = Buffer.from(data);
  for (const box of [moov, mvex]) grown.writeUInt32BE(box.end - box.body + 8 + mehd.length, box.body - 8);
  return Buffer.concat([grown.subarray(0, mvex.body), mehd, grown.subarray(mvex.body)]);
}

function index(init: Init, parts: readonly Part[]): Buffer[] {
  if (parts.length === 0 || parts.length > MAX_PARTS) return [];
  const sidx = Buffer.alloc(40 + parts.length * 12);
  sidx.writeUInt32BE(sidx.length, 0);
  sidx.write('sidx', 4, 'latin1');
  sidx[8] = 1;
  sidx.writeUInt32BE(init.video.id, 12);
  sidx.writeUInt32BE(1000, 16); // parts are given in ms
  sidx.writeUInt16BE(parts.length, 38);
  parts.forEach(({ bytes, durationMs }, at) => {
    sidx.writeUInt32BE(bytes, 40 + at * 12);
    sidx.writeUInt32BE(Math.round(durationMs), 44 + at * 12);
    sidx.writeUInt32BE(0x90000000, 48 + at * 12); // begins with a key picture
  });
  return [sidx];
}
