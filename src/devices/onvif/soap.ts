import { createHash, randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';

/** Elements by name without their prefixes, attributes with `@`; all values are text. */
export interface Xml {
  readonly [name: string]: Xml | string | readonly (Xml | string)[] | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Numbers of characters too.
  htmlEntities: true,
});

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

/** SOAP 1.2 around a body that uses the prefixes tds, trt, tev, wsnt and tt. `at` is the device's own time; `header` is XML. */
export function envelope(
  body: string,
  credentials: { readonly login: string; readonly password: string } | undefined,
  at: Date,
  header = '',
): string {
  const head = (credentials ? usernameToken(credentials, at) : '') + header;
  return (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"' +
    ' xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl"' +
    ' xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"' +
    ` xmlns:tt="http://www.onvif.org/ver10/schema">${head && `<s:Header>${head}</s:Header>`}<s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** The password itself is never sent. */
function usernameToken({ login, password }: { readonly login: string; readonly password: string }, at: Date): string {
  const nonce = randomBytes(16);
  const created = at.toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return (
    `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="${WSS}-wssecurity-utility-1.0.xsd">` +
    `<wsse:UsernameToken><wsse:Username>${escaped(login)}</wsse:Username>` +
    `<wsse:Password Type="${WSS}-username-token-profile-1.0#PasswordDigest">${digest}</wsse:Password>` +
    `<wsse:Nonce EncodingType="${WSS}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</wsse:Nonce>` +
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
  );
}

/** What stands in the body of an answer; undefined: it is no SOAP. Entities of its own are not taken. */
export function bodyOf(text: string): Xml | undefined {
  if (/<!DOCTYPE/i.test(text)) return undefined;
  try {
    return at(parser.parse(text, true) as Xml, 'Envelope', 'Body');
  } catch {
    return undefined;
  }
}

/** The element below; the first of several. */
export function at(xml: Xml | undefined, ...names: readonly string[]): Xml | undefined {
  let here: Xml | undefined = xml;
  for (const name of names) {
    const next = here?.[name];
    const first: unknown = Array.isArray(next) ? next[0] : next;
    if (first === '') return {};
    if (typeof first !== 'object' || first === null) return undefined;
    here = first as Xml;
  }
  return here;
}

/** The text of the element below. */
export function textAt(xml: Xml | undefined, ...names: readonly string[]): string | undefined {
  const last = names.at(-1) ?? '';
  const value = at(xml, ...names.slice(0, -1))?.[last];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return first;
  // With attributes beside it.
  const inner = (first as Xml | undefined)?.['#text'];
  return typeof inner === 'string' ? inner : undefined;
}

export function numberAt(xml: Xml | undefined, ...names: readonly string[]): number | undefined {
  const text = textAt(xml, ...names);
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** All elements of that name below. */
export function listAt(xml: Xml | undefined, name: string): readonly Xml[] {
  const value = xml?.[name];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is Xml => typeof one === 'object' && one !== null);
}

/** An element as it was read, with the prefix of the schema on all that is in it; vendors' extensions are left out. */
export function inSchema(xml: Xml): string {
  return Object.entries(xml)
    .filter(([name]) => !name.startsWith('@') && name !== '#text' && name !== 'Extension')
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => element(name, one)))
    .join('');
}

function element(name: string, value: Xml | string | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return `<tt:${name}>${escaped(value)}</tt:${name}>`;
  const attributes = Object.entries(value)
    .filter(([key]) => key.startsWith('@'))
    .map(([key, text]) => ` ${key.slice(1)}="${escaped(String(text))}"`);
  const text = typeof value['#text'] === 'string' ? escaped(value['#text']) : '';
  return `<tt:${name}${attributes.join('')}>${text}${inSchema(value)}</tt:${name}>`;
}

export const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these may not stand in XML
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
