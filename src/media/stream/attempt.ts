import type { Archive } from '../archive/archive.ts';
import { records } from '../archive/recorder.ts';
import type { MediaControl, StreamSpec } from '../control.ts';
import { type Ffmpeg, NO_FFMPEG } from '../ffmpeg/find.ts';
import type { Modes } from '../ffmpeg/modes.ts';
import type { Fragment } from '../live/fragment.ts';
import { reason } from '../log.ts';
import { knock } from './knock.ts';
import { loginProblem } from './refusal.ts';
import { type SessionEnd, StreamSession } from './session.ts';

/** ffmpeg that was asked to end and does not. */
const KILL_MS = 1500;

export interface AttemptDeps {
  readonly control: MediaControl;
  readonly archive: Archive;
  readonly ffmpeg: () => Ffmpeg | undefined;
  /** Marks our ffmpegs. */
  readonly mark: string;
}

export interface AttemptEvents {
  readonly onStart: (session: StreamSession) => void;
  readonly onFragment: (fragment: Fragment) => void;
}

/** How the run of a camera that failed the last time would end; undefined: it answers, and has to be tried. */
export async function stillDead(
  control: MediaControl,
  spec: StreamSpec,
  signal: AbortSignal,
): Promise<SessionEnd | undefined> {
  try {
    const error = /^rtsp:/i.test(spec.url) ? await knock(await control.pinSource(spec), signal) : undefined;
    return error === undefined ? undefined : failed(error);
  } catch (error) {
    return failed(reason(error));
  }
}

const failed = (error: string): SessionEnd => ({
  ...{ error, cause: 'other', modes: undefined, corrected: false, aliveMs: 0 },
});

/** One run of one camera, from the check of its address until it ends, for whatever reason; never rejects. */
export async function attempt(
  deps: AttemptDeps,
  spec: StreamSpec,
  modes: Modes,
  signal: AbortSignal,
  { onStart, onFragment }: AttemptEvents,
): Promise<SessionEnd> {
  const ended = new AbortController();
  try {
    const program = deps.ffmpeg();
    if (program === undefined) throw new Error(NO_FFMPEG);
    const url = spec.url.startsWith('fake://') ? spec.url : await deps.control.pinSource(spec);
    // So that it is recorded from its first picture on; one whose archive cannot be read can be watched all the same.
    if (records(spec)) await deps.archive.camera(spec.cameraId).catch(() => undefined);
    const end = await new Promise<SessionEnd>((onEnd) => {
      const session = new StreamSession(program, url, modes, deps.mark, { onFragment, onEnd });
      onStart(session);
      const stop = () => {
        session.stop();
        const forced = setTimeout(() => session.stop('SIGKILL'), KILL_MS);
        ended.signal.addEventListener('abort', () => clearTimeout(forced));
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true, signal: ended.signal });
    });
    if (end.cause !== 'login' || signal.aborted) return end;
    return { ...end, error: (await loginProblem(deps.control, spec)) ?? end.error };
  } catch (error) {
    return failed(reason(error));
  } finally {
    ended.abort();
  }
}
