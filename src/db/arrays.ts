import type postgres from 'postgres';
import { parse } from 'postgres-array';

type Parse = (text: string) => unknown;
type Serialize = (value: unknown) => string;

interface Element {
  /** Object ids of PostgreSQL's own types: of the element and of its array. The same in every database. */
  readonly oid: number;
  readonly array: number;
  /** Absent: its text is its value. */
  readonly parse?: Parse;
  /** Absent: its value is its text. */
  readonly serialize?: Serialize;
}

const json = {
  parse: (text: string): unknown => JSON.parse(text),
  serialize: (value: unknown) => JSON.stringify(value),
};
const date = {
  parse: (text: string) => new Date(text),
  serialize: (value: unknown) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
};

const ELEMENTS: readonly Element[] = [
  { oid: 16, array: 1000, parse: (text) => text === 't', serialize: (value) => (value === true ? 't' : 'f') },
  {
    oid: 17,
    array: 1001,
    parse: (text) => Buffer.from(text.slice(2), 'hex'),
    serialize: (value) => `\\x${Buffer.from(value as Uint8Array).toString('hex')}`,
  },
  { oid: 19, array: 1003 },
  { oid: 20, array: 1016, parse: Number },
  { oid: 21, array: 1005, parse: Number },
  { oid: 23, array: 1007, parse: Number },
  { oid: 25, array: 1009 },
  { oid: 26, array: 1028, parse: Number },
  { oid: 114, array: 199, ...json },
  { oid: 650, array: 651 },
  { oid: 700, array: 1021, parse: Number },
  { oid: 701, array: 1022, parse: Number },
  { oid: 869, array: 1041 },
  { oid: 1043, array: 1015 },
  { oid: 1082, array: 1182, ...date },
  { oid: 1114, array: 1115, ...date },
  { oid: 1184, array: 1185, ...date },
  { oid: 1700, array: 1231 },
  { oid: 2950, array: 2951 },
  { oid: 3802, array: 3807, ...json },
];

/** Arrays of PostgreSQL's own types, for connections that do not ask which types are arrays. */
export const ARRAY_TYPES: Record<string, postgres.PostgresType> = Object.fromEntries(
  ELEMENTS.map((element) => [`array${element.array}`, arrayOf(element)]),
);

function arrayOf({ array, parse: element = String, serialize = String }: Element): postgres.PostgresType {
  return {
    to: array,
    from: [array],
    serialize: (value: unknown) => (Array.isArray(value) ? toText(value, serialize) : value),
    parse: (text: string) => parse(text, element),
  };
}

function toText(values: readonly unknown[], serialize: Serialize): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'null';
    return Array.isArray(value) ? toText(value, serialize) : `"${serialize(value).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}
