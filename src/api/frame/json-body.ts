import { refuse } from '../../core/errors.ts';
import { refuseDeepJson } from '../../http/json-depth.ts';
import { refuseHalves, utf8Of } from '../../http/whole-text.ts';

/** The JSON of a body that was held as bytes; undefined: there is none. Throws `invalid` for what is no whole JSON. */
export function jsonOf(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = utf8Of(bytes);
  refuseDeepJson(text);
  const value = parsed(text);
  refuseHalves(text, value);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('body_not_json');
  }
}
