import { invalid } from '../../errors.ts';
import { divideOptions, withOptions } from '../../secrets/url-options.ts';
import type { CameraFields, CameraView } from '../camera.ts';

/** What may be written behind a source's URL and is used; all else is kept as it is written, and shown. */
export interface SourceOptions {
  /** By their places in the source, from 1: a sound that is not among them is dropped. The picture always comes. */
  readonly tracks: readonly number[] | undefined;
  /** `rtp`: of RTSP. */
  readonly transport: 'tcp' | 'udp' | undefined;
  /** `timeout`: a source that sends nothing for so long is connected to anew. */
  readonly timeoutSeconds: number | undefined;
}

const LONGEST_TIMEOUT_S = 300;

export function sourceOptions(text: string): SourceOptions {
  const { tracks, rtp, timeout } = valuesOf(text);
  return {
    tracks: isTracks(tracks) ? tracks.split(',').map(Number) : undefined,
    transport: rtp === 'tcp' || rtp === 'udp' ? rtp : undefined,
    timeoutSeconds: isTimeout(timeout) ? Number(timeout) : undefined,
  };
}

/** Throws `invalid` for a known option whose value means nothing. */
export function checkSourceOptions(field: string, text: string): void {
  const { tracks, rtp, timeout } = valuesOf(text);
  if (tracks !== undefined && !isTracks(tracks)) throw invalid(field, 'source_tracks_malformed');
  if (rtp !== undefined && rtp !== 'tcp' && rtp !== 'udp') throw invalid(field, 'source_rtp_unknown');
  if (timeout !== undefined && !isTimeout(timeout))
    throw invalid(field, 'source_timeout_out_of_range', { limit: LONGEST_TIMEOUT_S });
}

/** What is connected to. `tshttp` is MPEG-TS over HTTP, which is found out by looking. */
export const sourceUrl = (text: string): string => divideOptions(text).url.replace(/^ts(https?:\/\/)/i, '$1');

/** True when the options name one track only: the picture, without sound. */
export const isSilent = (text: string): boolean => sourceOptions(text).tracks?.length === 1;

/**
 * The change with a source that says the same: another transport and the sound that is switched on go before what was
 * written behind the URL, unless the change brings a URL of its own. One that is as it was shown but for its options keeps
 * the credentials.
 */
export function withSourceOptions(fields: CameraFields, before: CameraView): CameraFields {
  if (fields.streamUrl !== undefined) {
    const [asked, shown] = [divideOptions(fields.streamUrl), divideOptions(before.shown.streamUrl)];
    if (asked.url !== shown.url || !asked.url.includes('***') || asked.options.includes('***')) return fields;
    return { ...fields, streamUrl: withOptions({ ...divideOptions(before.streamUrl), options: asked.options }) };
  }
  const transport = fields.connection?.transport;
  const was = sourceOptions(before.streamUrl).transport;
  let text = before.streamUrl;
  if (transport !== undefined && was !== undefined && transport !== was) text = replaced(text, 'rtp', transport);
  if (fields.videoOnly === false && isSilent(text)) text = replaced(text, 'tracks', null);
  return text === before.streamUrl ? fields : { ...fields, streamUrl: text };
}

/** Null takes the option away. */
function replaced(text: string, name: string, value: string | null): string {
  const { url, options } = divideOptions(text);
  const others = options.split(/\s+/).filter((option) => nameOf(option) !== name);
  return withOptions({ url, options: [...others, ...(value === null ? [] : [`${name}=${value}`])].join(' ') });
}

function valuesOf(text: string): Readonly<Record<string, string | undefined>> {
  const { options } = divideOptions(text);
  if (options === '') return {};
  const pairs = options.split(/\s+/).map((option) => [nameOf(option), option.slice(option.indexOf('=') + 1)] as const);
  return Object.fromEntries(pairs);
}

const nameOf = (option: string): string => option.slice(0, option.indexOf('=')).toLowerCase();

const isTracks = (text: string | undefined): text is string =>
  text !== undefined && /^[1-9]\d?(,[1-9]\d?)*$/.test(text);

const isTimeout = (text: string | undefined): boolean =>
  text !== undefined && /^[1-9]\d{0,2}$/.test(text) && Number(text) <= LONGEST_TIMEOUT_S;
