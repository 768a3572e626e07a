import { expect, test } from 'vitest';
import { parseMailUri } from './mail-server.ts';

test('a mail server is host, port, TLS and credentials', () => {
  expect(parseMailUri('smtp://a%40b.c:p%2Fw@mail.example.net:2525')).toEqual({
    host: 'mail.example.net',
    port: 2525,
    secure: false,
    auth: { user: 'a@b.c', pass: 'p/w' },
  });
  expect(parseMailUri('smtps://[2001:db8::1]/')).toEqual({
    host: '2001:db8::1',
    port: 465,
    secure: true,
    auth: undefined,
  });
});

test.each([
  'smtp://10.0.0.9:25?sendmail=1&path=/bin/sh',
  'smtp://10.0.0.9:25/?service=gmail',
  'smtp://10.0.0.9/x',
  'smtp://10.0.0.9#x',
  'smtp://u:p?w@10.0.0.9',
  'direct://10.0.0.9',
  'http://10.0.0.9',
  'smtp://',
  'smtp://u:%zz@10.0.0.9',
])('%s is no mail server', (uri) => {
  expect(() => parseMailUri(uri)).toThrow(/mailUri/);
});
