/** A URL and what is written behind it as `name=value`, divided by spaces: `rtsp://host/path tracks=1 rtp=udp`. */
export interface UrlWithOptions {
  readonly url: string;
  /** As written, from the first name on; empty: there are none. */
  readonly options: string;
}

/** What has an @ in it is no option: it may be the rest of a password with a space. */
export function divideOptions(text: string): UrlWithOptions {
  const [, url, options] =
    /^([a-z][a-z0-9+.-]*:\/\/\S*)\s+([a-z_][\w.-]*=[^\s@]*(?:\s+[a-z_][\w.-]*=[^\s@]*)*)$/i.exec(text) ?? [];
  return url === undefined || options === undefined ? { url: text, options: '' } : { url, options };
}

export const withOptions = ({ url, options }: UrlWithOptions): string => (options === '' ? url : `${url} ${options}`);
