import { redact, splitUrl } from '../secrets/mask.ts';

/** Of one request, as JSON in UTF-8. */
const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 5;

/** A request as it is stored with its event: secrets as `***`, and of one that is longer than 64 KB its beginning. */
export function storedRequest(request: unknown): unknown {
  const shown = redact(request);
  const json = JSON.stringify(shown);
  // Below this no text is longer than the limit, however many bytes its letters take.
  if (json.length * 3 <= MAX_BYTES) return shown;
  const bytes = Buffer.from(json);
  if (bytes.length <= MAX_BYTES) return shown;
  const beginning = bytes.subarray(0, MAX_BYTES / 2).toString('utf8');
  return { bytes: bytes.length, beginning: beginning.replace(/\ufffd+$/, '') };
}

/** Fields of dialects that hold secrets, or what opens doors, and are not called so. */
const SECRET_FIELD = /pwd|psw|passwd|sip|command|cmd|open$|hash|session/i;

/** A body as it came over the wire, in the words of a dialect: nothing of it has been looked at yet. */
export function storedBody(body: unknown): unknown {
  return storedRequest(withoutCredentials(body, '', 0));
}

function withoutCredentials(value: unknown, name: string, depth: number): unknown {
  if (typeof value === 'string') {
    if (value !== '' && SECRET_FIELD.test(name)) return '***';
    return /[@=]|:\/\//.test(value) ? splitUrl(value).shown : value;
  }
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => withoutCredentials(item, name, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutCredentials(item, key, depth + 1)]),
  );
}
