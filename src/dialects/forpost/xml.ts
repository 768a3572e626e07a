import XMLBuilder from 'fast-xml-builder';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

const builder = new XMLBuilder({
  format: false,
  suppressEmptyNode: false,
  tagValueProcessor: (_, value) => legal(value),
});

/** A reply as `<Response>`: fields as elements, items of lists as `<Item>`; null is an empty element. */
export const toXml = (reply: unknown): string => XML_HEAD + builder.build({ Response: shaped(reply) });

/** One item of a list, for lists that are written as they are read. */
export const itemToXml = (item: unknown): string => builder.build({ Item: shaped(item) });

function shaped(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? '' : { Item: value.map(shaped) };
  if (typeof value !== 'object' || value === null) return value ?? '';
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shaped(part)]));
}

/** Without the characters that XML 1.0 has no way to write. */
const legal = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '') : value;
