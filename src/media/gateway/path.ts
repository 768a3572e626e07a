/** What a media URL asks for; times in Unix seconds. */
export type Resource =
  | { readonly kind: 'live-playlist' }
  | { readonly kind: 'live-head'; readonly epoch: number }
  | { readonly kind: 'live-segment'; readonly sequence: number }
  | { readonly kind: 'mse' }
  | { readonly kind: 'archive-playlist'; readonly from: number; readonly duration: number | 'now' }
  | { readonly kind: 'archive-head'; readonly file: number }
  | { readonly kind: 'archive-segment'; readonly file: number; readonly gop: number; readonly count: number }
  | { readonly kind: 'export'; readonly from: number; readonly duration: number }
  | { readonly kind: 'picture'; readonly at: number | undefined }
  | { readonly kind: 'clip'; readonly at: number | undefined }
  | { readonly kind: 'recording-status' }
  | { readonly kind: 'media-info' }
  | { readonly kind: 'bad'; readonly message: string };

export interface MediaPath {
  readonly name: string;
  readonly resource: Resource;
}

const FIXED: Readonly<Record<string, Resource>> = {
  'index.m3u8': { kind: 'live-playlist' },
  'video.m3u8': { kind: 'live-playlist' },
  'mono.m3u8': { kind: 'live-playlist' },
  mse_ld: { kind: 'mse' },
  'preview.jpg': { kind: 'picture', at: undefined },
  'preview.mp4': { kind: 'clip', at: undefined },
  'recording_status.json': { kind: 'recording-status' },
  'media_info.json': { kind: 'media-info' },
};

/** `…/2026/11/22/10/20/30.jpg` and `…/30-preview.mp4`, UTC. */
const DATED = /^(.+)\/(\d{4})\/(\d{2})\/(\d{2})\/(\d{2})\/(\d{2})\/(\d{2})(\.jpg|-preview\.jpg|-preview\.mp4)$/;

/**
 * Splits a path (without the leading slash's query) into a camera's name and what is asked of it. Names may hold
 * slashes: the last part decides, all before it is the name. Undefined when the last part is nothing of ours.
 */
export function parseMediaPath(pathname: string): MediaPath | undefined {
  const path = decode(pathname);
  if (path === undefined) return undefined;
  const dated = DATED.exec(path.slice(1));
  if (dated !== null) return parseDated(dated);
  const slash = path.lastIndexOf('/');
  const name = path.slice(1, slash);
  const last = path.slice(slash + 1);
  const resource = Object.hasOwn(FIXED, last) ? FIXED[last] : parseNumbered(last);
  return resource !== undefined && slash > 1 ? { name, resource } : undefined;
}

function parseDated(dated: RegExpExecArray): MediaPath {
  const [, name = '', year, month, day, hour, minute, second, suffix] = dated;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
  const kind = suffix === '-preview.mp4' ? 'clip' : 'picture';
  return { name, resource: Number.isNaN(at) ? bad('there is no such moment') : { kind, at } };
}

function parseNumbered(last: string): Resource | undefined {
  const live = /^live-(\d{1,15})\.(mp4|m4s)$/.exec(last);
  if (live !== null) {
    const number = Number(live[1]);
    return live[2] === 'mp4' ? { kind: 'live-head', epoch: number } : { kind: 'live-segment', sequence: number };
  }
  const part = /^dvr-(\d{1,15})(?:\.mp4|-(\d{1,6})-(\d{1,6})\.m4s)$/.exec(last);
  if (part !== null) {
    const file = Number(part[1]);
    if (part[2] === undefined) return { kind: 'archive-head', file };
    return { kind: 'archive-segment', file, gop: Number(part[2]), count: Number(part[3]) };
  }
  const window = /^(archive|index|video|mono)-(.+)-([^-]*)\.(m3u8|mp4)$/.exec(last);
  if (window !== null) return parseWindow(window[1] ?? '', window[2] ?? '', window[3] ?? '', window[4] ?? '');
  const picture = /^(.+)-preview\.(jpg|mp4)$/.exec(last);
  if (picture === null) return undefined;
  const at = moment(picture[1] ?? '');
  if (at === undefined) return bad('the moment is a Unix time in seconds');
  return { kind: picture[2] === 'mp4' ? 'clip' : 'picture', at };
}

function parseWindow(prefix: string, from: string, duration: string, type: string): Resource | undefined {
  if (prefix !== 'archive' && type === 'mp4') return undefined;
  const start = moment(from);
  if (start === undefined) return bad('the beginning is a Unix time in seconds');
  if (duration === 'now') {
    return type === 'mp4' ? bad('a download needs a duration in seconds') : archivePlaylist(start, 'now');
  }
  const length = /^\d{1,9}$/.test(duration) ? Number(duration) : 0;
  if (length === 0) return bad('the duration is a number of seconds');
  return type === 'mp4' ? { kind: 'export', from: start, duration: length } : archivePlaylist(start, length);
}

function archivePlaylist(from: number, duration: number | 'now'): Resource {
  return { kind: 'archive-playlist', from, duration };
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
