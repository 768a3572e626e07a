import type { Ffmpeg } from './find.ts';
import type { Modes } from './modes.ts';
import { steadyFrames, steadyPackets } from './steady.ts';

export interface Command {
  readonly args: readonly string[];
  /** A concat script with the URL: standard input is the one place that `ps` does not show. */
  readonly input: string | undefined;
  /** It writes to descriptor 3 when the sound begins. */
  readonly awaitsSound?: boolean;
}

const SOCKET_TIMEOUT_S = 10;

/** Protocols that a URL may lead ffmpeg to; never `file`, so that no playlist of a camera reads our disk. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  rtsp: 'pipe,rtp,tcp,udp',
  rtsps: 'pipe,rtp,tcp,udp,tls',
  rtmp: 'pipe,rtmp,rtmpt,tcp',
  rtmps: 'pipe,rtmps,tcp,tls',
  http: 'pipe,http,https,tcp,tls,crypto',
  https: 'pipe,http,https,tcp,tls,crypto',
};

/**
 * What may come over HTTP. Never a list of more addresses (HLS, DASH, concat): ffmpeg would go to each of them, and
 * nobody has checked those.
 */
const HTTP_FORMATS = 'mpegts,mpjpeg,mjpeg,flv,mov,matroska,h264,hevc';

/** One pull of a camera to fragmented MP4 on standard output. Throws on a URL of an unknown kind. */
export function streamCommand(url: string, modes: Modes, ffmpeg: Ffmpeg): Command {
  const scheme = /^([a-z]+):\/\//i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (scheme === 'fake') return { args: [...COMMON, ...fakeInput(url, ffmpeg), ...OUTPUT], input: undefined };
  const protocols = PROTOCOLS[scheme];
  if (protocols === undefined)
    throw new Error(`the source is ${scheme || 'no'}://: use rtsp, rtsps, rtmp, http or https`);
  if (/[\r\n]/.test(url)) throw new Error('the source holds a line break');
  const options = inputOptions(scheme, modes, ffmpeg);
  const guard = ['-protocol_whitelist', protocols, '-fflags', '+genpts'];
  const output = [...maps(modes), ...videoArgs(modes, ffmpeg), ...audioArgs(modes, ffmpeg), ...OUTPUT];
  const awaitsSound = modes.audio === 'none' && modes.late !== undefined;
  if (awaitsSound) output.push(...SOUND_ALONE);
  if (!ffmpeg.readsScripts) {
    const flags = Object.entries(options).flatMap(([name, value]) => [`-${name}`, value]);
    return { args: [...COMMON, ...guard, ...flags, '-i', url, ...output], input: undefined, awaitsSound };
  }
  // The outer reader has nothing to find out: the inner one has probed.
  const script = ['-fpsprobesize', '0', '-analyzeduration', '1', '-f', 'concat', '-safe', '0', '-i', 'pipe:0'];
  const lines = ['ffconcat version 1.0', `file '${url.replaceAll("'", "'\\''")}'`];
  for (const [name, value] of Object.entries(options)) lines.push(`option ${name} ${value}`);
  return { args: [...COMMON, ...guard, ...script, ...output], input: `${lines.join('\n')}\n`, awaitsSound };
}

const COMMON = ['-nostdin', '-hide_banner', '-loglevel', 'error'];

/**
 * `frag_duration` 300 ms: three reads a second for Node instead of one a picture, at 0.15 s more delay on average. Of
 * 100 cameras Node then costs 4 % of a core (5.0 % at 200 ms, 2.8 % at 400 ms); the reads are all of it.
 * `delay_moov`: the head waits for what the streams say of themselves (AAC out of MPEG-TS has no header before).
 * `frag_discont` without edit lists: times start at 0 and sound keeps its distance from the picture.
 * `max_interleave_delta`: a sound that pauses must not hold the picture up for its default of 10 s.
 */
const OUTPUT = [
  ...['-max_interleave_delta', '500000', '-f', 'mp4'],
  ...['-movflags', '+frag_keyframe+empty_moov+default_base_moof+delay_moov+frag_discont+skip_trailer'],
  ...['-use_editlist', '0', '-frag_duration', '300000', '-flush_packets', '1', 'pipe:1'],
];

/** An output of its own: that of the picture does not wait for it. */
const SOUND_ALONE = ['-map', '0:a:0?', '-c:a', 'copy', '-flush_packets', '1', '-f', 'data', 'pipe:3'];

/** Parameter sets that come with key pictures alone: as far apart as key pictures of the worst cameras. */
const LONG_LOOK = { probesize: '20000000', analyzeduration: '25000000' };

/** `fpsprobesize` 0 does not wait to measure the frame rate: first bytes after 0.8 s instead of 1.5 s. */
function inputOptions(scheme: string, modes: Modes, ffmpeg: Ffmpeg): Record<string, string> {
  const short = { probesize: '65536', analyzeduration: '1000000' };
  const probing = { ...(modes.look === 'long' ? LONG_LOOK : short), fpsprobesize: '0' };
  const timeout = String((modes.timeoutSeconds ?? SOCKET_TIMEOUT_S) * 1_000_000);
  const transport = modes.transport ?? 'tcp';
  if (scheme.startsWith('rtsp')) return { rtsp_transport: transport, [ffmpeg.timeoutOption]: timeout, ...probing };
  const arrival: Record<string, string> = modes.video === 'mjpeg' ? { use_wallclock_as_timestamps: '1' } : {};
  const wide = { probesize: '1000000', analyzeduration: '2000000', fpsprobesize: '0', rw_timeout: timeout };
  if (!scheme.startsWith('http')) return wide;
  // The address was checked and pinned: nobody sends us elsewhere. Before ffmpeg 5 this cannot be said.
  return {
    ...wide,
    ...arrival,
    format_whitelist: HTTP_FORMATS,
    ...(ffmpeg.readsScripts ? { max_redirects: '0' } : {}),
  };
}

/** A map with a minus takes away what was mapped before it: so the picture comes last, and always. */
function maps({ audio, tracks }: Modes): string[] {
  const picture = ['-map', '0:v:0'];
  if (audio === 'none') return picture;
  if (tracks === undefined) return [...picture, '-map', '0:a:0?'];
  const others = Array.from({ length: MAX_TRACKS }, (_, i) => i).filter((i) => !tracks.includes(i + 1));
  return ['-map', '0:a?', ...others.flatMap((i) => ['-map', `-0:${i}`]), ...picture];
}

const MAX_TRACKS = 16;

function videoArgs(modes: Modes, ffmpeg: Ffmpeg): string[] {
  if (modes.video === 'copy') return ['-c:v', 'copy', ...(steadies(ffmpeg) ? ['-bsf:v', steadyPackets()] : [])];
  const size = 'scale=min(1280\\,iw):-2,fps=15';
  return ['-vf', steadies(ffmpeg) ? `${steadyFrames('setpts')},${size}` : size, ...ENCODE];
}

function audioArgs(modes: Modes, ffmpeg: Ffmpeg): string[] {
  if (modes.audio === 'none') return [];
  if (modes.audio === 'copy')
    return ['-c:a', 'copy', '-bsf:a', ['aac_adtstoasc', ...(steadies(ffmpeg) ? [steadyPackets()] : [])].join()];
  // What is not AAC is a camera's G.711: 8 kHz, mono. `async` fills what was lost on the way.
  const filters = [...(steadies(ffmpeg) ? [steadyFrames('asetpts')] : []), 'aresample=async=1'];
  return ['-c:a', 'aac', '-ar', '16000', '-ac', '1', '-b:a', '48k', '-af', filters.join()];
}

/** The filter for packets came with ffmpeg 4.4. */
const steadies = (ffmpeg: Ffmpeg): boolean => ffmpeg.readsScripts;

const ENCODE = [
  ...['-c:v', 'libx264', '-threads', '1', '-preset', 'ultrafast', '-tune', 'zerolatency'],
  ...['-pix_fmt', 'yuv420p', '-g', '30', '-sc_threshold', '0'],
];

function fakeInput(url: string, ffmpeg: Ffmpeg): string[] {
  const film = url.slice('fake://'.length).replace(/\/+$/, '');
  const sources = {
    clock: [
      '-i',
      'color=c=navy:size=640x360:rate=15',
      ...(ffmpeg.font === undefined ? [] : ['-vf', clock(ffmpeg.font)]),
    ],
    fake: ['-i', 'testsrc2=size=640x360:rate=15'],
  };
  if (film !== 'clock' && film !== 'fake')
    throw new Error(`no fake source "${film}": there are fake://clock and fake://fake`);
  return ['-re', '-f', 'lavfi', ...sources[film], ...ENCODE];
}

function clock(font: string): string {
  const place = 'fontsize=44:fontcolor=white:x=(w-text_w)/2:y=(h-text_h)/2';
  return `drawtext=fontfile=${font}:${place}:text='%{localtime\\:%F %T}'`;
}
