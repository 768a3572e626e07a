/** Letters; with the ending it stays below what file systems take (255 bytes). */
const LONGEST = 100;

/** `camera-2026-11-22-01-02-03-60s.mp4`, UTC. */
export function fileNameOf(camera: string, from: number, seconds: number, ending: 'mp4' | 'ts' = 'mp4'): string {
  const time = new Date(from).toISOString().slice(0, 19).replace(/[T:]/g, '-');
  return `${camera.replace(/[^\p{L}\p{N}._-]+/gu, '_')}-${time}-${seconds}s.${ending}`;
}

/** The name that a page has offered, without what file systems mind; undefined: nothing is left of it. */
export function offeredName(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const plain = given
    .replace(/\p{Surrogate}/gu, '\ufffd')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are replaced
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:*?"<>|]+/g, '_')
    .replace(/\.mp4$/i, '');
  const name = [...plain]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return name === '' ? undefined : `${name}.mp4`;
}

/** What browsers save it as. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
