import type { Meanwhile } from '../../api/types.ts';

/** By field of the API: what it is called where its value has a title, and that title. */
export type Titles = Readonly<Record<string, readonly [label: string, title: string | undefined]>>;

/** Differences with titles in place of ids; fields whose title is unknown on either side stay as they are. */
export function named(changes: Meanwhile['changes'], seen: Titles, now: Titles): Meanwhile['changes'] {
  return Object.fromEntries(
    Object.entries(changes).map(([field, change]) => {
      const [label = field, was] = seen[field] ?? [];
      const [, is] = now[field] ?? [];
      return was === undefined && is === undefined ? [field, change] : [label, { was: was ?? null, is: is ?? null }];
    }),
  );
}
