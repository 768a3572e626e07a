import type { Init } from '../mp4/init.ts';

/** What ffmpeg does with the picture and the sound of a camera. */
export interface Modes {
  /** `mjpeg`: encoded, by the time of arrival, since pictures over HTTP carry none. */
  readonly video: 'copy' | 'encode' | 'mjpeg';
  readonly audio: 'copy' | 'encode' | 'none';
  /** Of RTSP; undefined: tcp. */
  readonly transport?: 'tcp' | 'udp' | undefined;
}

/** What one run of ffmpeg taught us. */
export interface Evidence {
  readonly init: Init | undefined;
  /** The tail of its messages. */
  readonly messages: string;
  /** It connected, or seemed to, and gave nothing until we ended it. */
  readonly silent: boolean;
}

/** Browsers play these in MP4; all else is encoded (MJPEG of old cameras, MPEG-4 part 2). */
const PLAYABLE_VIDEO = /^(avc|hvc|hev|av01|vp09)/;
/** JPEG in MP4. */
const MJPEG = 'mp4v.6c';
const NO_TAG = /could not find tag for codec (\w+) in stream #(\d)/i;
/** The filter that MP4 needs for AAC out of MPEG-TS says so of all that is not AAC. */
const NOT_AAC = /not supported by the bitstream filter 'aac_adtstoasc'/i;

/**
 * The modes to try next, or undefined when the present ones are right. Nobody asks the camera for its codecs first:
 * a probe would be a second RTSP connection, which many cameras count and some refuse, at each start. Instead the
 * first run copies; what MP4 cannot hold makes ffmpeg end before the first byte, and what browsers cannot play shows
 * in the head of the stream. Either costs one restart (1 s), once, since the stream remembers its modes.
 */
export function nextModes(modes: Modes, evidence: Evidence): Modes | undefined {
  const { init, messages, silent } = evidence;
  if (init !== undefined) {
    if (modes.video === 'copy' && !PLAYABLE_VIDEO.test(init.video.codec)) {
      return { ...modes, video: init.video.codec === MJPEG ? 'mjpeg' : 'encode' };
    }
    if (modes.audio === 'copy' && init.audio !== undefined && !init.audio.codec.startsWith('mp4a.40')) {
      return { ...modes, audio: 'encode' };
    }
    return undefined;
  }
  if (NOT_AAC.test(messages)) return { ...modes, audio: 'encode' };
  const untagged = NO_TAG.exec(messages);
  if (untagged !== null) {
    if (untagged[2] === '0' && modes.video === 'copy') return { ...modes, video: 'encode' };
    if (modes.audio !== 'none') return { ...modes, audio: 'none' };
  }
  // A sound that is announced and never sent keeps ffmpeg from writing a head; a camera that hangs looks the same,
  // so the sound comes back with the next attempt.
  if (silent) return { ...modes, audio: modes.audio === 'none' ? 'copy' : 'none' };
  return undefined;
}
