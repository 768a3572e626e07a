import type { Params } from './index.ts';

/** A sentence with its parameters put in: `{name}` is one, and a list stands with commas. An unknown name stays as it is. */
export function sentence(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value.join(', ') : String(value);
  });
}
