/** One camera's media: below `path` (encoded, e.g. `/cam-1`), opened by `token`. Times are Unix seconds. */
export interface Media {
  readonly path: string;
  readonly token: string;
}

/** Requests of one tab are one window, of which a contract may allow a number. */
const TAB = { window: Math.random().toString(36).slice(2, 12) };

const whole = (time: number) => Math.floor(time);

function url(media: Media, file: string, more: Record<string, string> = {}): string {
  return `${media.path}/${file}?${new URLSearchParams({ ...more, token: media.token }).toString()}`;
}

export function socketUrl(media: Media, origin = window.location.origin): string {
  return `${origin.replace(/^http/, 'ws')}${url(media, 'mse')}`;
}

export const liveUrl = (media: Media): string => url(media, 'index.m3u8', TAB);

/** The playlist of segments itself, whole at once. `seconds` undefined: up to now, growing. */
export function archiveUrl(media: Media, from: number, seconds: number | undefined): string {
  return url(media, `mono-${whole(from)}-${seconds === undefined ? 'now' : whole(seconds)}.m3u8`, TAB);
}

/** `fileName`: what the server tells browsers to save it as. */
export function exportUrl(media: Media, from: number, seconds: number, fileName: string): string {
  return url(media, `archive-${whole(from)}-${Math.ceil(seconds)}.mp4`, { filename: fileName });
}

/** A name that no file system minds, so that the server keeps it as it is. `time`: as the page shows it. */
export function exportName(title: string, time: string): string {
  const plain = [...title]
    .slice(0, 70)
    .join('')
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/^[\s.]+/, '');
  return `${plain} ${time.replaceAll(':', '-')}.mp4`.trimStart();
}

/** The picture at `at`, or the last one. `fresh` makes a new address, so that no cache answers. */
export function stillUrl(media: Media, at?: number, fresh?: number): string {
  const file = at === undefined ? 'preview.jpg' : `${whole(at)}-preview.jpg`;
  return url(media, file, fresh === undefined ? {} : { t: String(fresh) });
}

export function rangesUrl(media: Media, from: number, to: number): string {
  return url(media, 'recording_status.json', {
    from: String(whole(from)),
    to: String(Math.ceil(to)),
    request: 'ranges',
  });
}
