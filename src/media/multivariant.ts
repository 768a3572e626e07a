import { codecsOf, type Init } from './mp4/init.ts';

/** What a camera sends, or what was recorded of it, as a player has to know it before it asks for a segment. */
export interface Variant {
  readonly init: Init;
  /** Of the segment that carries most, and of all together; bit/s. */
  readonly peak: number;
  readonly average: number;
  /** Undefined: too little has come to tell. */
  readonly frameRate: number | undefined;
}

/** The multivariant playlist (RFC 8216, 4.3.4) of a camera: it has one variant, at `uri`. */
export function multivariantPlaylist({ init, peak, average, frameRate }: Variant, uri: string): string {
  const { width, height } = init.video;
  const attributes = [
    `BANDWIDTH=${Math.ceil(peak)}`,
    `AVERAGE-BANDWIDTH=${Math.ceil(average)}`,
    `CODECS="${codecsOf(init)}"`,
    ...(width > 0 && height > 0 ? [`RESOLUTION=${width}x${height}`] : []),
    ...(frameRate === undefined ? [] : [`FRAME-RATE=${frameRate.toFixed(3)}`]),
  ];
  return ['#EXTM3U', '#EXT-X-VERSION:7', `#EXT-X-STREAM-INF:${attributes.join(',')}`, uri, ''].join('\n');
}

/** A piece of a stream. */
export interface Row {
  readonly bytes: number;
  readonly durationMs: number;
}

/** A last piece of a moment says nothing of what a line must carry. */
const TELLING_MS = 500;

export function rates(rows: readonly Row[]): Pick<Variant, 'peak' | 'average'> {
  const of = ({ bytes, durationMs }: Row) => (durationMs > 0 ? (bytes * 8000) / durationMs : 0);
  const sum = (field: keyof Row) => rows.reduce((total, row) => total + row[field], 0);
  const average = of({ bytes: sum('bytes'), durationMs: sum('durationMs') });
  const peaks = rows.filter(({ durationMs }) => durationMs >= TELLING_MS).map(of);
  return { average, peak: Math.max(average, ...peaks) };
}

/** From how long single pictures last, ms: the middle half of them, since the first ones of a connection lie oddly. */
export function frameRate(durations: readonly number[]): number | undefined {
  const sorted = durations.filter((duration) => duration > 0).sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  const sum = middle.reduce((total, duration) => total + duration, 0);
  return sum > 0 ? (middle.length * 1000) / sum : undefined;
}
