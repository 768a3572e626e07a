import { redact } from '../secrets/mask.ts';

/** Of one request, as JSON in UTF-8. */
const MAX_BYTES = 64 * 1024;

/** A request as it is stored with its event: secrets as `***`, and of one that is longer than 64 KB its beginning. */
export function storedRequest(request: unknown): unknown {
  const shown = redact(request);
  const json = JSON.stringify(shown);
  // Below this no text is longer than the limit, however many bytes its letters take.
  if (json.length * 3 <= MAX_BYTES) return shown;
  const bytes = Buffer.from(json);
  if (bytes.length <= MAX_BYTES) return shown;
  return {
    bytes: bytes.length,
    beginning: new TextDecoder().decode(bytes.subarray(0, MAX_BYTES / 2)).replace(/\ufffd+$/, ''),
  };
}
