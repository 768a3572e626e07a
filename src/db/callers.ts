/**
 * The client keeps an error of the first call of each statement for ever, to tell where a failed query came from. Until
 * its stack is asked for, that error holds the objects that the call went through: a request with its body, a server.
 * This asks for it at once, so that a text is kept instead.
 */
export function forgetCallers<T extends (strings: TemplateStringsArray) => object>(sql: T): T {
  const query = sql`select`;
  const [origin] = Object.getOwnPropertySymbols(query).filter(({ description }) => description === 'OriginError');
  const { prototype } = query.constructor;
  // Done by the first pool for all, and no more needed should the client have changed.
  if (origin === undefined || prototype === undefined || Object.hasOwn(prototype, origin)) return sql;
  const kept = Symbol('origin');
  Object.defineProperty(prototype, origin, {
    get(this: Record<symbol, unknown>) {
      return this[kept];
    },
    set(this: Record<symbol, unknown>, error: unknown) {
      if (error instanceof Error) void error.stack;
      this[kept] = error;
    },
  });
  return sql;
}
