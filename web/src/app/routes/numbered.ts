/** A route's parameter that is an id: a number in the page, text in the address. */
export const numbered = <const K extends string>(name: K) => ({
  parse: (raw: Record<K, string>) => ({ [name]: Number(raw[name]) }) as Record<K, number>,
  stringify: (params: Record<K, number>) => ({ [name]: String(params[name]) }) as Record<K, string>,
});
