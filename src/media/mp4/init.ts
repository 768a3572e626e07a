import { boxes, findBox } from './boxes.ts';
import { audioChannels, audioCodec, audioSetup, videoCodec, videoSetup } from './codec.ts';

export interface Track {
  readonly id: number;
  readonly kind: 'video' | 'audio';
  /** Units of the track's times in a second. */
  readonly timescale: number;
  /** As RFC 6381 has it, e.g. `avc1.64001f`. */
  readonly codec: string;
  /** Pixels; 0 for sound. */
  readonly width: number;
  readonly height: number;
  /** Hz and channels; 0 for pictures. */
  readonly sampleRate: number;
  readonly channels: number;
  readonly defaultFlags: number;
  /** What a decoder is set up with: `avcC`, `hvcC`, or of AAC its `AudioSpecificConfig`. */
  readonly setup: Buffer;
}

/** The head of a fragmented MP4 (`ftyp` and `moov`) and what it says. */
export interface Init {
  readonly data: Buffer;
  readonly video: Track;
  readonly audio: Track | undefined;
}

/** Throws when there is no picture in it. */
export function parseInit(data: Buffer): Init {
  const moov = findBox(data, ['moov']);
  if (moov === undefined) throw new Error('no moov in the head of the stream');
  const flags = defaultFlags(data, moov.body, moov.end);
  const tracks: Track[] = [];
  for (const box of boxes(data, moov.body, moov.end)) {
    if (box.type !== 'trak') continue;
    const track = parseTrack(data, box.body, box.end, flags);
    if (track !== undefined) tracks.push(track);
  }
  const video = tracks.find((track) => track.kind === 'video');
  if (video === undefined) throw new Error('no picture in the stream');
  return { data, video, audio: tracks.find((track) => track.kind === 'audio') };
}

/** What a MediaSource has to be asked for. */
export function mimeOf(init: Init): string {
  return `video/mp4; codecs="${codecsOf(init)}"`;
}

export function codecsOf(init: Init): string {
  return init.audio === undefined ? init.video.codec : `${init.video.codec},${init.audio.codec}`;
}

/** True when fragments of one can follow the head of the other. */
export function sameFormat(a: Init, b: Init): boolean {
  const key = (track: Track | undefined) =>
    track === undefined ? '' : JSON.stringify({ ...track, setup: track.setup.toString('base64') });
  return key(a.video) === key(b.video) && key(a.audio) === key(b.audio);
}

function defaultFlags(data: Buffer, start: number, end: number): Map<number, number> {
  const found = new Map<number, number>();
  const mvex = findBox(data, ['mvex'], start, end);
  if (mvex === undefined) return found;
  for (const box of boxes(data, mvex.body, mvex.end)) {
    if (box.type === 'trex') found.set(data.readUInt32BE(box.body + 4), data.readUInt32BE(box.body + 20));
  }
  return found;
}

function parseTrack(data: Buffer, start: number, end: number, flags: Map<number, number>): Track | undefined {
  const tkhd = findBox(data, ['tkhd'], start, end);
  const mdhd = findBox(data, ['mdia', 'mdhd'], start, end);
  const stsd = findBox(data, ['mdia', 'minf', 'stbl', 'stsd'], start, end);
  if (tkhd === undefined || mdhd === undefined || stsd === undefined) return undefined;
  const entry = boxes(data, stsd.body + 8, stsd.end).next().value;
  if (entry === undefined) return undefined;
  const id = data.readUInt32BE(tkhd.body + (data[tkhd.body] === 1 ? 20 : 12));
  const timescale = data.readUInt32BE(mdhd.body + (data[mdhd.body] === 1 ? 20 : 12));
  const common = { id, timescale, defaultFlags: flags.get(id) ?? 0 };
  const handler = findBox(data, ['mdia', 'hdlr'], start, end);
  const kind = handler === undefined ? '' : data.toString('latin1', handler.body + 8, handler.body + 12);
  if (kind === 'vide') {
    const width = data.readUInt16BE(entry.body + 24);
    const height = data.readUInt16BE(entry.body + 26);
    const codec = videoCodec(data, entry);
    const setup = videoSetup(data, entry);
    return { ...common, kind: 'video', codec, width, height, sampleRate: 0, channels: 0, setup };
  }
  if (kind === 'soun') {
    const channels = audioChannels(data, entry);
    const sampleRate = data.readUInt16BE(entry.body + 24);
    const codec = audioCodec(data, entry);
    const setup = audioSetup(data, entry);
    return { ...common, kind: 'audio', codec, width: 0, height: 0, sampleRate, channels, setup };
  }
  return undefined;
}
