/** What people put between digits. */
const BETWEEN = /[\s().\u2010-\u2015-]+/g;

/**
 * A Russian telephone in any form as eleven digits from 8 on: 7, 8 or +7 before it, or nothing; spaces, dashes and
 * brackets in it. Undefined: it is none. Behind a plus stands a country, so that +8 is no telephone of this one.
 */
export function normalPhone(text: string): string | undefined {
  const plain = text.replace(BETWEEN, '');
  const [, ten] = /^(?:\+7|[78])?(\d{10})$/.exec(plain) ?? [];
  return ten === undefined ? undefined : `8${ten}`;
}
