import type { Parameters } from '../functions.ts';

export interface Bound {
  readonly text: string;
  readonly values: readonly string[];
}

export type Placeholder = (position: number) => string;

const NAMES = ['phone', 'phone7', 'phone10', 'uid', 'devices'] as const;
type Name = (typeof NAMES)[number];

/**
 * Quoted texts, names in quotes and comments stay as they are; then casts (`::date`) and assignments (`:=`); then names.
 * A backslash in quotes hides what follows, as MySQL has it; in PostgreSQL that is at worst a name that is not found.
 */
const PIECES =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|::|:=|:([A-Za-z_][A-Za-z0-9_]*)/g;

/** The names in a query that are ours to bind. */
export function parametersOf(query: string): readonly string[] {
  return [...new Set([...query.matchAll(PIECES)].flatMap(([, name]) => name ?? []))];
}

/** The query with placeholders, and what is bound to them: a value never becomes text of the query. */
export function bind(query: string, parameters: Parameters, placeholder: Placeholder): Bound {
  const values: string[] = [];
  const text = query.replace(PIECES, (piece, name: string | undefined) => {
    if (name === undefined) return piece;
    return valuesOf(name as Name, parameters)
      .map((value) => placeholder(values.push(value)))
      .join(', ');
  });
  return { text, values };
}

function valuesOf(name: Name, { phone, uid, devices }: Parameters): readonly string[] {
  const ten = phone?.slice(1);
  const known: Readonly<Record<Name, readonly string[] | undefined>> = {
    phone: phone === undefined ? undefined : [phone],
    phone7: ten === undefined ? undefined : [`7${ten}`],
    phone10: ten === undefined ? undefined : [ten],
    uid: uid === undefined ? undefined : [uid],
    devices: devices?.map(String),
  };
  const found = known[name];
  if (!found) throw new Error(`There is no :${name} here`);
  return found;
}
