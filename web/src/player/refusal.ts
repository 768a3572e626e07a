/** The server's words for "no". `windows`: others watch this camera; `noWindows`: the contract has none at all. */
export type Refusal = 'denied' | 'cut' | 'limit' | 'windows' | 'noWindows';

const WORDS: Readonly<Record<string, Refusal>> = {
  cut: 'cut',
  stopped: 'cut',
  limit: 'limit',
  windows: 'windows',
  no_windows: 'noWindows',
};

/** What a word means; access ended, where it is none of these. */
export const refusalOf = (word: unknown): Refusal =>
  typeof word === 'string' && Object.hasOwn(WORDS, word) ? (WORDS[word] ?? 'denied') : 'denied';

/** Of a request for a playlist or a segment, as its XMLHttpRequest has the answer. */
export function refusalIn(request: object | null | undefined): Refusal {
  const body = (request as { response?: unknown } | null | undefined)?.response;
  try {
    const text = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : String(body);
    return refusalOf((JSON.parse(text) as { error?: unknown }).error);
  } catch {
    return 'denied';
  }
}
