import { expect } from 'vitest';

/** Fields that Watcher leaves out where there is nothing to say; the examples of the seed have none of them. */
const OPTIONAL = new Set([
  'dvr_depth',
  'dvr_space',
  'dvr_lock_days',
  'external_id',
  'folder_coordinates',
  'onvif_profile',
  'onvif_url',
  'streamer_id',
  'agent_id',
  'agent_key',
  'agent_model',
  'agent_serial',
  'thumbnails_url',
  'vision_enabled',
  'vision_alg',
  'vision_gpu',
  'vision_areas',
  'last_change',
  'playback_config',
  'object_repr',
  // Our cameras' first list in the seed leaves these out, its second has them.
  'groups',
  'provision_required',
  'thumbnails',
  'streamer_hostname',
]);
/** What is in them is named by what happened. */
const FREE = new Set(['changed_data', 'vision_params', 'errors']);
/** Null where nothing was set, though the example has a value. */
const MAY_BE_NULL = new Set(['owner', 'camera_limit', 'user_limit', 'dvr_limit', 'user_agent', 'ip', 'apikey']);

/** The same field names and types, all the way down; a null in the example may be anything. */
export function expectShape(actual: unknown, example: unknown, where: string): void {
  if (example === null) return;
  if (Array.isArray(example)) {
    expect(Array.isArray(actual), `${where} is a list`).toBe(true);
    (actual as unknown[]).forEach((item, i) => {
      if (example.length > 0) expectShape(item, example[0], `${where}[${i}]`);
    });
    return;
  }
  expect(typeof actual, `type of ${where}`).toBe(typeof example);
  if (typeof example !== 'object') return;
  expect(actual, where).not.toBeNull();
  const theirs = example as Record<string, unknown>;
  const ours = actual as Record<string, unknown>;
  const named = (fields: object) =>
    Object.keys(fields)
      .filter((name) => !OPTIONAL.has(name))
      .sort();
  expect(named(ours), `fields of ${where}`).toEqual(named(theirs));
  for (const [name, value] of Object.entries(theirs)) {
    if (FREE.has(name) || !(name in ours) || (ours[name] === null && MAY_BE_NULL.has(name))) continue;
    if (OPTIONAL.has(name) && value === null) continue;
    if (name === 'stream_status') expectStatus(ours[name], `${where}.${name}`);
    else expectShape(ours[name], value, `${where}.${name}`);
  }
}

/** A stream that does not run has nulls where the example's has values. */
function expectStatus(actual: unknown, where: string): void {
  const orNull = (type: string) => (value: unknown) => value === null || typeof value === type;
  const checks: Record<string, (value: unknown) => boolean> = {
    name: (value) => typeof value === 'string',
    server: orNull('string'),
    alive: (value) => typeof value === 'boolean',
    lifetime: orNull('number'),
    bitrate: orNull('number'),
    source_error: orNull('string'),
    http_port: orNull('number'),
    https_port: orNull('number'),
  };
  const status = actual as Record<string, unknown>;
  expect(Object.keys(status).sort(), where).toEqual(Object.keys(checks).sort());
  for (const [name, check] of Object.entries(checks)) expect(check(status[name]), `${where}.${name}`).toBe(true);
}

/** Everything that `wanted` names; `/.../` is a pattern, `<absent>` a field that may not be there. */
export function expectMatch(actual: unknown, wanted: unknown, where: string): void {
  if (wanted === '<absent>') {
    expect(actual, where).toBeUndefined();
  } else if (typeof wanted === 'string' && /^\/.*\/$/s.test(wanted)) {
    expect(String(actual), where).toMatch(new RegExp(wanted.slice(1, -1)));
  } else if (Array.isArray(wanted)) {
    expect((actual as unknown[]).length, `length of ${where}`).toBe(wanted.length);
    wanted.forEach((item, i) => {
      expectMatch((actual as unknown[])[i], item, `${where}[${i}]`);
    });
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(typeof actual, where).toBe('object');
    for (const [name, value] of Object.entries(wanted))
      expectMatch((actual as Record<string, unknown>)[name], value, `${where}.${name}`);
  } else {
    expect(actual, where).toEqual(wanted);
  }
}
