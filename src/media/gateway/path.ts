/** What a media URL asks for; times in Unix seconds. */
export type Resource =
  | { readonly kind: 'live-master' }
  | { readonly kind: 'live-playlist' }
  | { readonly kind: 'live-head'; readonly epoch: number }
  | { readonly kind: 'live-segment'; readonly sequence: number }
  | { readonly kind: 'mse' }
  /** The archive from a moment on; undefined: live. */
  | { readonly kind: 'mse-ld'; readonly at: number | undefined }
  | { readonly kind: 'archive-master'; readonly from: number; readonly duration: Duration }
  | { readonly kind: 'archive-playlist'; readonly from: number; readonly duration: Duration }
  /** The archive of the last so many seconds and what comes then, opened at its beginning or at its end. */
  | { readonly kind: 'archive-ago'; readonly seconds: number; readonly opened: 'now' | 'live' }
  | { readonly kind: 'archive-head'; readonly file: number }
  | {
      readonly kind: 'archive-segment';
      readonly file: number;
      readonly gop: number;
      readonly count: number;
      /** With the head of the file in front. */
      readonly head: boolean;
    }
  | { readonly kind: 'export'; readonly from: number; readonly duration: number }
  | { readonly kind: 'live-ts' }
  | { readonly kind: 'export-ts'; readonly from: number; readonly duration: number }
  /** The archive from a moment on, or from so many seconds ago, at the speed at which it was recorded. */
  | { readonly kind: 'archive-ts'; readonly from: number }
  | { readonly kind: 'archive-ts-ago'; readonly seconds: number }
  | { readonly kind: 'picture'; readonly at: number | undefined }
  | { readonly kind: 'clip'; readonly at: number | undefined }
  | { readonly kind: 'recording-status' }
  | { readonly kind: 'media-info' }
  /** What players of Flussonic ask for and is not served here. */
  | { readonly kind: 'unserved' }
  | { readonly kind: 'bad'; readonly message: string };

/** Seconds; or up to now and on: opened at the beginning (`now`) or at the end, with what was before behind it (`live`). */
export type Duration = number | 'now' | 'live';

export interface MediaPath {
  readonly name: string;
  readonly resource: Resource;
}

const FIXED: Readonly<Record<string, Resource>> = {
  'index.m3u8': { kind: 'live-master' },
  'index.fmp4.m3u8': { kind: 'live-master' },
  'video.m3u8': { kind: 'live-master' },
  'mono.m3u8': { kind: 'live-playlist' },
  mpegts: { kind: 'live-ts' },
  mse: { kind: 'mse' },
  mse_ld: { kind: 'mse-ld', at: undefined },
  'preview.jpg': { kind: 'picture', at: undefined },
  'preview.mp4': { kind: 'clip', at: undefined },
  'recording_status.json': { kind: 'recording-status' },
  'media_info.json': { kind: 'media-info' },
};

/** HLS of MPEG-TS, DASH, Smooth Streaming, WebRTC, and lists of single tracks. */
const UNSERVED = /^(whep|whip|.+\.(mpd|ts|isml)|tracks-.+\.m3u8)$/;

/** `…/2026/11/22/10/20/30.jpg` and `…/30-preview.mp4`, UTC. */
const DATED = /^(.+)\/(\d{4})\/(\d{2})\/(\d{2})\/(\d{2})\/(\d{2})\/(\d{2})(\.jpg|-preview\.jpg|-preview\.mp4)$/;

/** `…/timeshift_abs/<Unix seconds>` and `…/timeshift_rel/<seconds>`: MPEG-TS. */
const SHIFTED = /^(.+)\/timeshift_(abs|rel)\/(\d{1,11})$/;

/**
 * Splits a path (without the leading slash's query) into a camera's name and what is asked of it. Names may hold
 * slashes: the last part decides, all before it is the name. Undefined when the last part is nothing of ours.
 */
export function parseMediaPath(pathname: string): MediaPath | undefined {
  const path = decode(pathname);
  if (path === undefined) return undefined;
  const dated = DATED.exec(path.slice(1));
  if (dated !== null) return parseDated(dated);
  const shifted = SHIFTED.exec(path.slice(1));
  if (shifted !== null) return parseShifted(shifted);
  const slash = path.lastIndexOf('/');
  const name = path.slice(1, slash);
  const last = path.slice(slash + 1);
  const resource = Object.hasOwn(FIXED, last) ? FIXED[last] : parseNumbered(last);
  return resource !== undefined && slash > 1 ? { name, resource } : undefined;
}

/** `preview.mp4?from=…` is the picture of that moment, `mse_ld?from=…` the archive from there on. */
export function atMoment({ name, resource }: MediaPath, from: unknown): MediaPath {
  if (!('at' in resource) || resource.at !== undefined) return { name, resource };
  if (from === undefined || from === '' || from === 'now' || from === 'live') return { name, resource };
  const at = moment(String(from));
  return { name, resource: at === undefined ? bad('from is a Unix time in seconds') : { kind: resource.kind, at } };
}

function parseDated(dated: RegExpExecArray): MediaPath {
  const [, name = '', year, month, day, hour, minute, second, suffix] = dated;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
  const kind = suffix === '-preview.mp4' ? 'clip' : 'picture';
  return { name, resource: Number.isNaN(at) ? bad('there is no such moment') : { kind, at } };
}

function parseShifted([, name = '', how, digits]: RegExpExecArray): MediaPath {
  const seconds = Number(digits);
  if (how === 'abs') return { name, resource: { kind: 'archive-ts', from: seconds } };
  return {
    name,
    resource: seconds === 0 ? bad('how far back is a number of seconds') : { kind: 'archive-ts-ago', seconds },
  };
}

function parseNumbered(last: string): Resource | undefined {
  for (const [form, read] of NUMBERED) {
    const found = form.exec(last);
    if (found !== null) return read(found);
  }
  return UNSERVED.test(last) ? { kind: 'unserved' } : undefined;
}

/** Names with numbers in them, in this order: the first that fits decides. */
const NUMBERED: readonly (readonly [form: RegExp, read: (found: RegExpExecArray) => Resource | undefined])[] = [
  [
    /^live-(\d{1,15})\.(mp4|m4s)$/,
    ([, number, type]) =>
      type === 'mp4'
        ? { kind: 'live-head', epoch: Number(number) }
        : { kind: 'live-segment', sequence: Number(number) },
  ],
  [/^dvr-(\d{1,15})\.mp4$/, ([, file]) => ({ kind: 'archive-head', file: Number(file) })],
  [
    /^dvr-(\d{1,15})-(\d{1,6})-(\d{1,6})(-head)?\.m4s$/,
    ([, file, gop, count, head]) => ({
      kind: 'archive-segment',
      file: Number(file),
      gop: Number(gop),
      count: Number(count),
      head: head !== undefined,
    }),
  ],
  [
    /^(?:video-|mono-)?timeshift_abs-([^-]+?)(?:\.fmp4)?\.m3u8$/,
    ([, from = '']) => parseWindow('timeshift', from, 'now', 'm3u8'),
  ],
  [
    /^(rewind|(?:video-|mono-)?timeshift_rel)-([^-]+?)(?:\.fmp4)?\.m3u8$/,
    ([, how, seconds = '']) => parseAgo(seconds, how === 'rewind' ? 'live' : 'now'),
  ],
  [
    /^(archive|index|video|mono)-(.+)-([^-]*?)(?:\.fmp4)?\.(m3u8|mp4|ts)$/,
    ([, prefix = '', from = '', duration = '', type = '']) => parseWindow(prefix, from, duration, type),
  ],
  [/^(.+)-preview\.(jpg|mp4)$/, ([, at = '', type]) => parsePicture(at, type === 'mp4' ? 'clip' : 'picture')],
  [/^(\d+)\.jpg$/, ([, at = '']) => parsePicture(at, 'picture')],
];

function parsePicture(text: string, kind: 'clip' | 'picture'): Resource {
  const at = moment(text);
  return at === undefined ? bad('the moment is a Unix time in seconds') : { kind, at };
}

function parseWindow(prefix: string, from: string, duration: string, type: string): Resource | undefined {
  if (prefix !== 'archive' && type !== 'm3u8') return type === 'ts' ? { kind: 'unserved' } : undefined;
  const kind = prefix === 'mono' ? 'archive-playlist' : 'archive-master';
  const start = moment(from);
  if (start === undefined) return bad('the beginning is a Unix time in seconds');
  if (duration === 'now' || duration === 'live') {
    return type !== 'm3u8' ? bad('a download needs a duration in seconds') : { kind, from: start, duration };
  }
  const length = /^\d{1,9}$/.test(duration) ? Number(duration) : 0;
  if (length === 0) return bad('the duration is a number of seconds');
  const window = { from: start, duration: length };
  if (type === 'm3u8') return { kind, ...window };
  return { kind: type === 'ts' ? 'export-ts' : 'export', ...window };
}

function parseAgo(text: string, opened: 'now' | 'live'): Resource {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return seconds === 0 ? bad('how far back is a number of seconds') : { kind: 'archive-ago', seconds, opened };
}

/** Unix seconds of this and the next centuries; undefined for all else. */
export function moment(text: string): number | undefined {
  return /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}

function bad(message: string): Resource {
  return { kind: 'bad', message };
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
