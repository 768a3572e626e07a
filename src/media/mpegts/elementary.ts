import type { Track } from '../mp4/init.ts';

const START = Buffer.of(0, 0, 0, 1);
/** NAL unit types. */
const H264 = { delimiter: 9, sets: [7, 8] };
const HEVC = { delimiter: 35, sets: [32, 33, 34] };

/** Pictures as they lie in an MP4, each unit behind its length, made into what a stream carries: each behind a mark. */
export interface Pictures {
  /** One picture; before a key picture its parameter sets, unless it brings them. */
  write(sample: Buffer, key: boolean): Buffer[];
}

/** Undefined: of another kind than H.264 and HEVC. */
export function picturesOf({ codec, setup }: Track): Pictures | undefined {
  const hevc = /^(hvc1|hev1)/.test(codec);
  if (setup.length < 7 || !(hevc || codec.startsWith('avc'))) return undefined;
  const { delimiter, sets } = hevc ? HEVC : H264;
  const lengthBytes = ((hevc ? (setup[21] ?? 3) : (setup[4] ?? 3)) & 3) + 1;
  const known = hevc ? hevcSets(setup) : avcSets(setup);
  const typeOf = (unit: Buffer) => (hevc ? ((unit[0] ?? 0) >> 1) & 63 : (unit[0] ?? 0) & 31);
  const marks = hevc ? Buffer.of(delimiter << 1, 1, 0x50) : Buffer.of(delimiter, 0xf0);
  return {
    write: (sample, key) => {
      const units = unitsIn(sample, lengthBytes).filter((unit) => typeOf(unit) !== delimiter);
      const bare = key && !units.some((unit) => sets.includes(typeOf(unit)));
      return [marks, ...(bare ? known : []), ...units].flatMap((unit) => [START, unit]);
    },
  };
}

function unitsIn(sample: Buffer, lengthBytes: number): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + lengthBytes <= sample.length; ) {
    const length = sample.readUIntBE(at, lengthBytes);
    at += lengthBytes;
    if (length > 0) units.push(sample.subarray(at, at + length));
    at += length;
  }
  return units;
}

/** `avcC`: sequence sets, then picture sets. */
function avcSets(setup: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = 5;
  for (const mask of [31, 255]) {
    const count = (setup[at] ?? 0) & mask;
    at += 1;
    for (let index = 0; index < count && at + 2 <= setup.length; index += 1) at = take(setup, at, sets);
  }
  return sets;
}

/** `hvcC`: rows of sets of one kind each. */
function hevcSets(setup: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = 23;
  for (let rows = setup[22] ?? 0; rows > 0 && at + 3 <= setup.length; rows -= 1) {
    const count = setup.readUInt16BE(at + 1);
    at += 3;
    for (let index = 0; index < count && at + 2 <= setup.length; index += 1) at = take(setup, at, sets);
  }
  return sets;
}

function take(setup: Buffer, at: number, sets: Buffer[]): number {
  const length = setup.readUInt16BE(at);
  sets.push(setup.subarray(at + 2, at + 2 + length));
  return at + 2 + length;
}

const LONGEST_ADTS = 0x1fff;

/** What stands before each frame of AAC (ADTS); undefined: sound that cannot be told so. */
export function adtsOf({ setup }: Track): ((frame: Buffer) => Buffer) | undefined {
  if (setup.length < 2) return undefined;
  const [first = 0, second = 0] = setup;
  const told = first >> 3;
  // What is built upon AAC-LC is that to who knows no more.
  const profile = told === 5 || told === 29 ? 2 : told;
  const rate = ((first & 7) << 1) | (second >> 7);
  const channels = (second >> 3) & 15;
  if (profile < 1 || profile > 4 || rate > 12 || channels > 7) return undefined;
  return (frame) => {
    const size = Math.min(frame.length + 7, LONGEST_ADTS);
    return Buffer.of(
      0xff,
      0xf1,
      ((profile - 1) << 6) | (rate << 2) | (channels >> 2),
      ((channels & 3) << 6) | (size >> 11),
      (size >> 3) & 255,
      ((size & 7) << 5) | 31,
      0xfc,
    );
  };
}
