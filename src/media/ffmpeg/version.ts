export interface Version {
  /** As ffmpeg says it, e.g. `5.1.9-0+deb12u1`. */
  readonly version: string;
  /** What bounds socket I/O of RTSP: before ffmpeg 5 `-timeout` meant to listen. */
  readonly timeoutOption: 'timeout' | 'stimeout';
  /** From ffmpeg 5 on a concat script carries options, so that a URL need not stand in the process list. */
  readonly readsScripts: boolean;
}

/** libavformat of ffmpeg 5.0; builds from git have no usable version of their own. */
const LAVF_OF_FFMPEG_5 = 59;

/** Reads `ffmpeg -version`; undefined when this is not ffmpeg. */
export function parseVersion(text: string): Version | undefined {
  const version = /^ffmpeg version (\S+)/m.exec(text)?.[1];
  const library = /^libavformat\s+(\d+)\./m.exec(text)?.[1];
  if (version === undefined || library === undefined) return undefined;
  const modern = Number(library) >= LAVF_OF_FFMPEG_5;
  return { version, timeoutOption: modern ? 'timeout' : 'stimeout', readsScripts: modern };
}
