import { type Box, findBox } from './boxes.ts';

/** Offset of the child boxes within a sample entry, after the fields that all pictures (or sounds) have. */
const VIDEO_CHILDREN = 78;
const AUDIO_CHILDREN = 28;

/** The codec string of a picture's sample entry (RFC 6381); the bare four letters when it is one we do not know. */
export function videoCodec(data: Buffer, entry: Box): string {
  const start = entry.body + VIDEO_CHILDREN;
  const avcC = findBox(data, ['avcC'], start, entry.end);
  if (avcC !== undefined) return `${entry.type}.${data.toString('hex', avcC.body + 1, avcC.body + 4)}`;
  const hvcC = findBox(data, ['hvcC'], start, entry.end);
  if (hvcC !== undefined) return `${entry.type}.${hevc(data, hvcC.body)}`;
  const object = objectType(data, start, entry.end);
  return object === undefined ? entry.type : `${entry.type}.${object.toString(16)}`;
}

/** What the decoder is set up with: the body of `avcC` or `hvcC`. */
export function videoSetup(data: Buffer, entry: Box): Buffer {
  const start = entry.body + VIDEO_CHILDREN;
  const box = findBox(data, ['avcC'], start, entry.end) ?? findBox(data, ['hvcC'], start, entry.end);
  return box === undefined ? Buffer.alloc(0) : data.subarray(box.body, box.end);
}

/** The codec string of a sound's sample entry: `mp4a.40.2` for AAC-LC. */
export function audioCodec(data: Buffer, entry: Box): string {
  if (entry.type !== 'mp4a') return entry.type === 'Opus' ? 'opus' : entry.type.toLowerCase();
  const config = decoderConfig(data, entry.body + AUDIO_CHILDREN, entry.end);
  if (config === undefined) return 'mp4a';
  const object = data[config.start] ?? 0;
  if (object !== 0x40) return `mp4a.${object.toString(16)}`;
  const specific = descriptor(data, config.start + 13, config.end, [5]);
  if (specific === undefined) return 'mp4a.40.2';
  const type = (data[specific.start] ?? 0) >> 3;
  return `mp4a.40.${type === 31 ? 32 + ((data.readUInt16BE(specific.start) >> 5) & 63) : type}`;
}

/** What the decoder of AAC is set up with: `AudioSpecificConfig`; empty for other sounds. */
export function audioSetup(data: Buffer, entry: Box): Buffer {
  const config = entry.type === 'mp4a' ? decoderConfig(data, entry.body + AUDIO_CHILDREN, entry.end) : undefined;
  if (config === undefined || data[config.start] !== 0x40) return Buffer.alloc(0);
  const specific = descriptor(data, config.start + 13, config.end, [5]);
  return specific === undefined ? Buffer.alloc(0) : data.subarray(specific.start, specific.end);
}

/** Channels of AAC, which the sample entry does not tell: it says 2 of all. */
export function audioChannels(data: Buffer, entry: Box): number {
  const config = decoderConfig(data, entry.body + AUDIO_CHILDREN, entry.end);
  const specific = config === undefined ? undefined : descriptor(data, config.start + 13, config.end, [5]);
  const told = specific === undefined ? 0 : ((data[specific.start + 1] ?? 0) >> 3) & 15;
  return told === 0 ? data.readUInt16BE(entry.body + 16) : told;
}

/** What MPEG-4 Systems calls the codec, e.g. 0x40 for AAC, 0x6c for JPEG. */
function objectType(data: Buffer, start: number, end: number): number | undefined {
  const config = decoderConfig(data, start, end);
  return config === undefined ? undefined : data[config.start];
}

function decoderConfig(data: Buffer, start: number, end: number): Span | undefined {
  const esds = findBox(data, ['esds'], start, end);
  return esds === undefined ? undefined : descriptor(data, esds.body + 4, esds.end, [3, 4]);
}

/** ISO/IEC 14496-15 annex E: profile space and idc, compatibility (reversed), tier and level, constraints. */
function hevc(data: Buffer, at: number): string {
  const profile = data[at + 1] ?? 0;
  let compatibility = data.readUInt32BE(at + 2);
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    reversed = (reversed * 2 + (compatibility & 1)) >>> 0;
    compatibility >>>= 1;
  }
  const constraints = [...data.subarray(at + 6, at + 12)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const space = ['', 'A', 'B', 'C'][profile >> 6] ?? '';
  const tier = (profile & 32) === 0 ? 'L' : 'H';
  const parts = [`${space}${profile & 31}`, reversed.toString(16), `${tier}${data[at + 12] ?? 0}`];
  return [...parts, ...constraints.map((byte) => byte.toString(16).toUpperCase())].join('.');
}

/** Walks down MPEG-4 descriptors by tag: where the body of the last one lies. */
function descriptor(data: Buffer, start: number, end: number, tags: readonly number[]): Span | undefined {
  const [tag, ...rest] = tags;
  for (let at = start; at + 2 <= end; ) {
    const found = data[at];
    at += 1;
    let size = 0;
    for (let more = true; more && at < end; at += 1) {
      const byte = data[at] ?? 0;
      size = (size << 7) | (byte & 0x7f);
      more = (byte & 0x80) !== 0;
    }
    if (found !== tag) {
      at += size;
      continue;
    }
    // The elementary stream descriptor (3) begins with an id and flags; its children follow.
    const body = found === 3 ? at + 3 : at;
    return rest.length === 0 ? { start: body, end: at + size } : descriptor(data, body, at + size, rest);
  }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}
