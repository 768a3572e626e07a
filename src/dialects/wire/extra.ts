import type { ExtraFields } from '../../core/extra/extra.ts';
import type { Body } from './values.ts';

/** What a body says beside the fields that the dialect knows; undefined: nothing. Empty cells say nothing. */
export function extraIn(dialect: string, body: Body, known: ReadonlySet<string>): ExtraFields | undefined {
  let values: Record<string, unknown> | undefined;
  for (const name in body) {
    const value = body[name];
    if (known.has(name) || value === undefined || value === '' || value === 'None') continue;
    values ??= {};
    values[name] = value;
  }
  return values && { dialect, values };
}
