import type { Track } from '../mp4/init.ts';

/** A track as `media_info.json` and MSE-LD describe it. */
export type TrackInfo = Readonly<Record<string, string | number | undefined>>;

/** `bitrate` in kbit/s; undefined: not known. */
export function infoOf(track: Track, name: string, bitrate: number | undefined): TrackInfo {
  const { codec, width, height, sampleRate, channels } = track;
  const common = { track_id: name, content: track.kind, codec_string: codec, bitrate };
  if (track.kind === 'video') {
    const short = codec.startsWith('avc') ? 'h264' : codec.startsWith('h') ? 'hevc' : codec;
    return { ...common, codec: short, width, height };
  }
  return { ...common, codec: codec.startsWith('mp4a.40') ? 'aac' : codec, sample_rate: sampleRate, channels };
}
