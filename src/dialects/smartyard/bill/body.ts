import { refuseDeepJson } from '../../../http/json-depth.ts';
import { refuseHalvesIn } from '../../../http/whole-text.ts';
import { isObject } from '../../wire/body.ts';
import type { Body } from '../../wire/values.ts';
import { Unprocessable, Unreadable } from './errors.ts';
import { looseJson } from './loose-json.ts';

/** The one object of a request, whatever it says of its type; of a list with one object that one. */
export function objectIn(text: unknown): Body {
  const json = typeof text === 'string' ? text.replace(/^\uFEFF/, '') : '';
  if (json.trim() === '') throw new Unreadable();
  const parsed = parse(json);
  refuseHalvesIn(parsed);
  const value = Array.isArray(parsed) && parsed.length === 1 ? parsed[0] : parsed;
  if (!isObject(value) || Object.keys(value).length === 0) throw new Unprocessable();
  return value;
}

function parse(json: string): unknown {
  refuseDeepJson(json);
  try {
    return JSON.parse(json);
  } catch {
    return parseLoose(json);
  }
}

function parseLoose(json: string): unknown {
  try {
    return looseJson(json);
  } catch {
    throw new Unreadable();
  }
}
