/** What the address of an embed page says. */
export interface EmbedPlace {
  /** The camera's part of media URLs, encoded. */
  readonly path: string;
  readonly token: string;
  /** With the timeline and the archive. */
  readonly dvr: boolean;
  readonly autoplay: boolean;
  /** Unix seconds; undefined: live. */
  readonly from: number | undefined;
}

/** Reads `/vsaas/embed/{name}` and `/{name}/embed.html`; names may hold slashes. */
export function placeOf(pathname: string, search: string): EmbedPlace {
  const query = new URLSearchParams(search);
  const from = Number(query.get('from'));
  const path = pathname.startsWith('/vsaas/embed/')
    ? pathname.slice('/vsaas/embed'.length)
    : pathname.replace(/\/embed\.html$/, '');
  return {
    path: path.replace(/\/+$/, ''),
    token: query.get('token') ?? '',
    dvr: !isOff(query.get('dvr')),
    autoplay: !isOff(query.get('autoplay')),
    from: Number.isFinite(from) && from > 0 ? from : undefined,
  };
}

const isOff = (value: string | null) => value === 'false' || value === '0' || value === 'no';

export function nameOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}
