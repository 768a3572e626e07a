import type { Init } from '../mp4/init.ts';

/** What ffmpeg does with the picture and the sound of a camera. */
export interface Modes {
  /** `mjpeg`: encoded, by the time of arrival, since pictures over HTTP carry none. */
  readonly video: 'copy' | 'encode' | 'mjpeg';
  readonly audio: 'copy' | 'encode' | 'none';
  /**
   * The sound is announced and was not there at a start (an intercom sends it in a call): how it is taken when it comes.
   * While `audio` is `none`, ffmpeg tells of that.
   */
  readonly late?: 'copy' | 'encode' | undefined;
  /** Unix ms: a sound that came, and went before it could be taken, is not gone after again until then. */
  readonly lateFrom?: number | undefined;
  /** Of RTSP; undefined: tcp. */
  readonly transport?: 'tcp' | 'udp' | undefined;
  /** The camera refused TCP and nobody chose a transport: UDP was tried. */
  readonly triedUdp?: true | undefined;
  /** `long`: waits for parameter sets in the stream, as long as it takes to the next key picture. */
  readonly look?: 'long' | undefined;
  /** By their places in the source, from 1: a sound that is not among them is dropped; undefined: the first one. */
  readonly tracks?: readonly number[] | undefined;
  /** Undefined: 10. */
  readonly timeoutSeconds?: number | undefined;
}

/** What one run of ffmpeg taught us. */
export interface Evidence {
  readonly init: Init | undefined;
  /** What it said at the end. */
  readonly messages: string;
  /** It connected, or seemed to, and gave nothing until we ended it. */
  readonly silent: boolean;
  /** There was sound up to the end. */
  readonly sounding: boolean;
}

export interface NextModes {
  readonly modes: Modes;
  /** No failure of the camera, and no reason to wait. */
  readonly certain: boolean;
}

/** Browsers play these in MP4; all else is encoded (MJPEG of old cameras, MPEG-4 part 2). */
const PLAYABLE_VIDEO = /^(avc|hvc|hev|av01|vp09)/;
/** JPEG in MP4. */
const MJPEG = 'mp4v.6c';
const NO_TAG = /could not find tag for codec (\w+) in stream #(\d)/i;
/** The filter that MP4 needs for AAC out of MPEG-TS says so of all that is not AAC. */
const NOT_AAC = /not supported by the bitstream filter 'aac_adtstoasc'/i;

const NO_SIZE = /dimensions not set$/m;
const NO_TCP = /method SETUP failed: 461\b/;
const NO_SOUND = /Output file #1 does not contain any stream/;
/** After a sound that went again. */
const LATE_PAUSE_MS = 60_000;

/**
 * The modes to try next, or undefined when the present ones are right. Nobody asks the camera for its codecs first:
 * a probe would be a second RTSP connection, which many cameras count and some refuse, at each start. Instead the
 * first run copies; what MP4 cannot hold makes ffmpeg end before the first byte, and what browsers cannot play shows
 * in the head of the stream. Either costs one restart (1 s), once, since the stream remembers its modes.
 */
export function nextModes(modes: Modes, evidence: Evidence, now = Date.now()): NextModes | undefined {
  const { init, sounding } = evidence;
  const found = init === undefined ? afterFailure(modes, evidence, now) : afterPicture(modes, init, sounding);
  return found && { modes: { ...modes, ...found.change }, certain: found.certain };
}

interface Correction {
  readonly change: Partial<Modes>;
  readonly certain: boolean;
}

const certain = (change: Partial<Modes>): Correction => ({ change, certain: true });
const perhaps = (change: Partial<Modes>): Correction => ({ change, certain: false });

/** A picture came: what browsers cannot play shows in its head. */
function afterPicture(modes: Modes, { video, audio }: Init, sounding: boolean): Correction | undefined {
  if (modes.video === 'copy' && !PLAYABLE_VIDEO.test(video.codec)) {
    return certain({ video: video.codec === MJPEG ? 'mjpeg' : 'encode' });
  }
  if (modes.audio === 'copy' && audio !== undefined && !audio.codec.startsWith('mp4a.40')) {
    return certain({ audio: 'encode' });
  }
  if (modes.triedUdp) return perhaps({ triedUdp: undefined }); // UDP it is
  // The call is over: the next connection does not wait for its sound.
  if (modes.audio !== 'none' && modes.late !== undefined && !sounding) return perhaps({ audio: 'none' });
  return undefined;
}

/** No picture came: what ffmpeg said, or that it said nothing, tells why. */
function afterFailure(modes: Modes, { messages, silent }: Evidence, now: number): Correction | undefined {
  if (NOT_AAC.test(messages)) return certain({ audio: 'encode' });
  const untagged = afterNoTag(modes, messages);
  if (untagged !== undefined) return untagged;
  if (NO_SIZE.test(messages) && modes.look === undefined) return certain({ look: 'long' });
  if (NO_TCP.test(messages) && modes.transport === undefined && !modes.triedUdp)
    return certain({ transport: 'udp', triedUdp: true });
  if (modes.triedUdp && modes.transport === 'udp') return perhaps({ transport: undefined });
  if (NO_SOUND.test(messages)) return certain({ audio: 'copy', late: undefined });
  return silent ? afterSilence(modes, now) : undefined;
}

/** MP4 cannot hold the picture or the sound as it comes. */
function afterNoTag(modes: Modes, messages: string): Correction | undefined {
  const untagged = NO_TAG.exec(messages);
  if (untagged === null) return undefined;
  // With chosen tracks the sound comes first.
  const picture = modes.tracks === undefined || modes.audio === 'none' ? '0' : '1';
  if (untagged[2] === picture && modes.video === 'copy') return certain({ video: 'encode' });
  return modes.audio === 'none' ? undefined : certain({ audio: 'none' });
}

/**
 * A sound that is announced and never sent keeps ffmpeg from writing a head; a camera that hangs looks the same, so the
 * sound comes back with the next attempt.
 */
function afterSilence(modes: Modes, now: number): Correction {
  if (modes.audio === 'none') return perhaps({ audio: modes.late ?? 'copy', late: undefined });
  if (modes.late !== undefined) return perhaps({ audio: 'none', lateFrom: now + LATE_PAUSE_MS });
  return perhaps({ audio: 'none', late: modes.audio === 'encode' ? 'encode' : 'copy' });
}
