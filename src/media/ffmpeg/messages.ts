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

const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [
    /format not on whitelist/i,
    'the source is a playlist (HLS or the like) or no video, which is not read: give the camera’s own stream, RTSP or MPEG-TS or MJPEG over HTTP',
  ],
  [/401|403 forbidden|authorization failed/i, 'the camera refuses the login or the password'],
  [/\b404\b/, 'the camera does not know this path: check the URL'],
  [/connection refused/i, 'nothing listens on that port of the camera: check address and port'],
  [
    /no route to host|network is unreachable|host is unreachable/i,
    'the camera cannot be reached: check its address and the network',
  ],
  [/timed out|timeout/i, 'the camera does not answer: check its address and power'],
  [
    /name or service not known|failed to resolve|temporary failure in name resolution/i,
    'the name of the camera is unknown: check the URL',
  ],
  [/does not contain any stream|matches no streams/i, 'the camera sends no picture'],
  [/invalid data found/i, 'the camera sends what is no video'],
];

/** Why a run of ffmpeg ended, for the operator: the likely cause, then the last words of ffmpeg. */
export function explain(messages: string, url: string): string {
  const last =
    redact(messages, url)
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^\[[^\]]*\]\s*/, '')
      .slice(0, 200) ?? '';
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(messages))?.[1];
  if (known === undefined) return last === '' ? 'the camera ended the stream' : last;
  return last === '' ? known : `${known} (${last})`;
}
