/** What people put between digits. */
const BETWEEN = /[\s().\u2010-\u2015-]+/g;

/**
 * A Russian telephone in any form as eleven digits from 8 on: 7, 8 or +7 before it, or nothing; spaces, dashes and
 * brackets in it. Undefined: it is none. Behind a plus stands a country, so that +8 is no telephone of this one; numbers
 * that take messages begin with 9 (mobile), 3 or 4 (fixed), and 7 is Kazakhstan's.
 */
export function normalPhone(text: string): string | undefined {
  const [, ten] = /^(?:\+7|[78])?([349]\d{9})$/.exec(text.replace(BETWEEN, '')) ?? [];
  return ten === undefined ? undefined : `8${ten}`;
}

/** The international form without a plus, as gateways take it: 7 and ten digits. */
export const internationalPhone = (phone: string): string => `7${phone.slice(1)}`;

/** For logs and audit: whose it is may be guessed by whoever knows the number, and by nobody else. */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 4)}***${phone.slice(-2)}`;
