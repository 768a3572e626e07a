/** A message of ffmpeg without credentials; it likes to print the whole URL. */
export function redact(message: string, url: string): string {
  let text = message;
  for (const secret of secretsOf(url)) text = text.replaceAll(secret, '***');
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s'"]*@/gi, '$1***@')
    .replace(/([a-z]+:\/\/[^\s'"?]*)\?[^\s'":]*/gi, '$1');
}

/** Login with password, the password alone (as written and decoded), and the query: some cameras take them there. */
function secretsOf(url: string): string[] {
  const login = /^[a-z]+:\/\/(.*)@/i.exec(url)?.[1];
  const password = login?.slice(login.indexOf(':') + 1);
  const found = [login, password, password === undefined ? undefined : decoded(password), /\?(.+)$/.exec(url)?.[1]];
  return found.filter((secret) => secret !== undefined && secret.length > 2) as string[];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What kind of end it was, where that decides what is tried next, and when. */
export type Cause = 'login' | 'transport' | 'no size' | 'other';

export interface Diagnosis {
  readonly cause: Cause;
  /** For the operator: the likely cause, then the words of ffmpeg. Without credentials. */
  readonly text: string;
}

interface Sign {
  /** Of a whole line, without what ffmpeg puts before it: numbers like 401 stand in addresses and profiles, too. */
  readonly line: RegExp;
  readonly cause?: Cause;
  readonly text: string;
}

const answered = (status: string): RegExp =>
  new RegExp(`^(?:method [A-Z_]+ failed: ${status}\\b|HTTP error ${status}\\b|Server returned ${status} )`);

const SIGNS: readonly Sign[] = [
  {
    line: /^Format not on whitelist '/,
    text: 'the source is a playlist (HLS or the like) or no video, which is not read: give the camera’s own stream, RTSP or MPEG-TS or MJPEG over HTTP',
  },
  { line: answered('40[13]'), cause: 'login', text: 'the camera refuses the login or the password' },
  { line: answered('404'), text: 'the camera does not know this path: check the URL' },
  {
    line: /^method SETUP failed: 461\b/,
    cause: 'transport',
    text: 'the camera refuses this transport: choose the other one, UDP or TCP',
  },
  { line: answered('453'), text: 'the camera gives no more streams at once: end others, or take its second stream' },
  {
    line: /^(?:method [A-Z_]+ failed: 5\d\d\b|HTTP error 5\d\d\b|Server returned 5XX )/,
    text: 'the camera says that it has failed itself: restart it',
  },
  { line: /^method [A-Z_]+ failed: \d{3}\b/, text: 'the camera refuses what it was asked: check the URL' },
  {
    line: /^(?:Connection to \S+ failed: )?Connection refused$/,
    text: 'nothing listens on that port of the camera: check address and port',
  },
  {
    line: /^(?:Connection to \S+ failed: )?(?:No route to host|Network is unreachable|Host is unreachable)$/,
    text: 'the camera cannot be reached: check its address and the network',
  },
  {
    line: /^(?:Connection to \S+ failed: |IO error: )?(?:Connection|Operation) timed out$/,
    text: 'the camera does not answer: check its address and power',
  },
  { line: /^Failed to resolve hostname \S+: /, text: 'the name of the camera is unknown: check the URL' },
  {
    line: /^dimensions not set$/,
    cause: 'no size',
    text: 'the camera did not say how its picture is made (no parameter sets): let it send key pictures more often',
  },
  {
    line: /^(?:Stream map '\S+' matches no streams|Output file #\d+ does not contain any stream)/,
    text: 'the camera sends no picture',
  },
  { line: /^Cannot read RTMP handshake response$/, text: 'what listens there does not speak RTMP: check the URL' },
];

/** ffmpeg's last word where it got no answer that it understands. */
const NONSENSE: Sign = {
  line: /^Invalid data found when processing input$/,
  text: 'the camera sends what is no video',
};
const NO_RTSP: Sign = { ...NONSENSE, text: 'the camera hangs up, is silent, or does not speak RTSP: check the port' };

/**
 * Why a run of ffmpeg ended. Its last line that is known decides, since early ones may be harmless: they are looked at
 * from the end.
 */
export function diagnose(messages: string, url: string): Diagnosis {
  const lines = messages.trim().split('\n').map(bare).reverse();
  const signs = [...SIGNS, /^rtsp/i.test(url) ? NO_RTSP : NONSENSE];
  for (const line of lines) {
    const sign = signs.find((candidate) => candidate.line.test(line));
    if (sign !== undefined) return { cause: sign.cause ?? 'other', text: `${sign.text} (${shown(line, url)})` };
  }
  const last = shown(lines[0] ?? '', url);
  return { cause: 'other', text: last === '' ? 'the camera ended the stream' : last };
}

/** Without who says it and of which input: `[tcp @ 0x55fab4016ac0] `, `pipe:0: `. */
const bare = (line: string): string =>
  line
    .trim()
    .replace(/^\[[^\]]*\]\s*/, '')
    .replace(/^pipe:0: /, '');

const shown = (line: string, url: string): string => redact(line, url).slice(0, 200);
