import { expect, test } from 'vitest';
import { BodyText, charsetOf, decodeBody } from './charset.ts';
import { parseForm } from './form.ts';

const TEXT = 'name;title\r\n1;Двор дома 5, подъезд №2 «А»\r\n2;Ворота ЖК "Ёлка"\r\n3;Під\'їзд\r\n';
const LETTERS = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
/** What Windows calls them, by the table of WHATWG turned round. */
const bytesIn = (label: string, text: string): Buffer => {
  const table = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Buffer.from([...text].map((sign) => table.indexOf(sign)));
};
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

test('a declared charset is read by, a byte order mark goes before it', () => {
  expect(decodeBody(bytesIn('windows-1251', TEXT), 'text/csv; charset=windows-1251')).toBe(TEXT);
  expect(decodeBody(bytesIn('ibm866', 'Двор'), 'text/csv; charset="cp866"')).toBe('Двор');
  expect(decodeBody(bytesIn('koi8-r', 'Двор'), 'text/csv;header=present; charset=koi8-r')).toBe('Двор');
  expect(decodeBody(utf16(TEXT), 'text/csv; charset=utf-8')).toBe(TEXT);
  expect(decodeBody(utf16(TEXT), undefined)).toBe(TEXT);
  expect(decodeBody(utf16(TEXT).swap16(), undefined)).toBe(TEXT);
  expect(decodeBody(Buffer.from(`\uFEFF${TEXT}`), undefined)).toBe(TEXT);
  expect(charsetOf('text/csv')).toBeUndefined();
});

test('without one UTF-8 is told from Windows-1251', () => {
  expect(decodeBody(Buffer.from(TEXT), undefined)).toBe(TEXT);
  expect(decodeBody(bytesIn('windows-1251', TEXT), undefined)).toBe(TEXT);
  expect(decodeBody(bytesIn('windows-1251', 'улица'), undefined)).toBe('улица');
  expect(decodeBody(Buffer.from('plain'), undefined)).toBe('plain');
  expect(decodeBody(Buffer.alloc(0), undefined)).toBe('');
});

test.each([
  ['DOS', bytesIn('ibm866', `Двор дома 5 ${LETTERS}`), undefined, 'neither UTF-8 nor Windows-1251'],
  ['KOI8-R', bytesIn('koi8-r', 'Двор дома 5, Ворота'), undefined, 'neither UTF-8 nor Windows-1251'],
  ['Latin-1', bytesIn('windows-1252', 'Straße, Café Müller'), undefined, 'neither UTF-8 nor Windows-1251'],
  ['random', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0x98, 0x81, 0]), undefined, 'neither UTF-8 nor Windows-1251'],
  ['not as declared', bytesIn('windows-1251', TEXT), 'text/csv; charset=utf-8', 'is not utf-8, as it says'],
  ['cut in a character', Buffer.from('Двор').subarray(0, 5), undefined, 'is not utf-8'],
  ['unknown', Buffer.from('a'), 'text/csv; charset=klingon', 'there is no charset klingon'],
])('what is neither is refused: %s', (_, bytes, type, message) => {
  expect(() => decodeBody(bytes, type)).toThrow(message);
});

test.each([1, 2, 3, 5, 4096])('the text is the same in pieces of %i', (size) => {
  const long = `${'x'.repeat(5000)}\n${TEXT.repeat(500)}`;
  for (const bytes of [Buffer.from(long), bytesIn('windows-1251', long), utf16(long)]) {
    const reader = new BodyText(undefined);
    let text = '';
    for (let at = 0; at < bytes.length; at += size) text += reader.push(bytes.subarray(at, at + size));
    expect(text + reader.end() === long).toBe(true);
  }
});

test('escaped bytes of a form are text of its charset', () => {
  const escaped = [...bytesIn('windows-1251', 'Двор дома')].map((byte) => `%${byte.toString(16)}`).join('');
  for (const type of [undefined, 'application/x-www-form-urlencoded; charset=windows-1251'])
    expect({ ...parseForm(`Name=${escaped}&ID=5&a[]=1&a[]=2&flag`, type) }).toEqual({
      Name: 'Двор дома',
      ID: '5',
      a: ['1', '2'],
      flag: '',
    });
  expect({ ...parseForm('t=%EF%BF%BD+%D0%94&u=Д') }).toEqual({ t: '\uFFFD Д', u: 'Д' });
  expect(() => parseForm('t=%ED%A0%80')).toThrow('neither UTF-8 nor Windows-1251');
});
