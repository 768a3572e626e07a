import type { Body } from '../wire/values.ts';

const NESTED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;
const MAX_LEVELS = 5;

type Branch = Map<string, Branch | unknown>;

/** `streams[0][type]=high` of a form as the object and lists that it means; other names stay as they are. */
export function nested(fields: Body): Body {
  const names = Object.keys(fields);
  if (!names.some((name) => NESTED.test(name))) return fields;
  const root: Branch = new Map();
  for (const name of names) {
    const [, head = name, rest = ''] = NESTED.exec(name) ?? [];
    const path = [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, key = '']) => key)];
    if (path.length <= MAX_LEVELS) put(root, path, fields[name]);
  }
  return toValue(root) as Body;
}

function put(branch: Branch, path: readonly string[], value: unknown): void {
  const [named = '', ...below] = path;
  // `a[][b]` begins another item each time; the forms that people write name them by numbers.
  const key = named === '' ? String(branch.size) : named;
  if (below.length === 0) {
    branch.set(key, value);
    return;
  }
  const there = branch.get(key);
  const next: Branch = there instanceof Map ? there : new Map();
  branch.set(key, next);
  put(next, below, value);
}

function toValue(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const keys = [...value.keys()];
  if (keys.every((key) => /^\d{1,6}$/.test(key))) return [...value.values()].map(toValue);
  return Object.fromEntries(keys.filter((key) => key !== '__proto__').map((key) => [key, toValue(value.get(key))]));
}
