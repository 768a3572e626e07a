import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeSource, parseSource, type SourceParts } from './parts.ts';

const host = fc.oneof(fc.ipV4(), fc.ipV6().filter(isIPv6), fc.domain());
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const parts: fc.Arbitrary<SourceParts> = fc
  .record({
    protocol: fc.constantFrom('rtsp', 'rtsps', 'http', 'https', 'rtmp'),
    host,
    port: fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
    path: fc.webPath(),
    login: text,
    password: text,
  })
  .filter(({ path, login, password }) => (path === '' || path.startsWith('/')) && (login !== '' || password === ''));

test('what a URL is made of is read from it again, whatever is in the credentials', () => {
  fc.assert(
    fc.property(parts, (given) => {
      expect(parseSource(composeSource(given))).toEqual(given);
    }),
  );
});

test('another login and password leave all else of any URL as it was', () => {
  fc.assert(
    fc.property(parts, text, text, (given, login, password) => {
      const url = composeSource(given);
      const changed = parseSource(composeSource({ ...parseSource(url), login, password }));
      expect({ ...changed, login: given.login, password: given.password }).toEqual(given);
      expect(changed.login).toBe(login);
      expect(changed.password).toBe(password);
    }),
  );
});

test('any path comes out as a part of a URL, and once it is one it stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (path) => {
      const url = composeSource({ ...parseSource('rtsp://10.0.0.1:554'), path });
      expect(url).toMatch(/^rtsp:\/\/10\.0\.0\.1:554[!-~]*$/);
      expect(url).not.toContain('#');
      expect(composeSource(parseSource(url))).toBe(url);
    }),
  );
});

test('the shapes that billings send', () => {
  const base = { protocol: 'rtsp', host: '10.0.0.5', port: 554, path: 'play.sdp', login: 'admin', password: 'p@ss:/1' };
  expect(composeSource(base)).toBe('rtsp://admin:p%40ss%3A%2F1@10.0.0.5:554/play.sdp');
  expect(composeSource({ ...base, host: '2001:db8::5', password: '' })).toBe('rtsp://admin@[2001:db8::5]:554/play.sdp');
  expect(composeSource({ ...base, protocol: 'fake', host: 'clock' })).toBe('fake://clock');
  expect(parseSource('fake://clock')).toMatchObject({ protocol: 'fake', host: 'clock', login: '' });
  expect(parseSource('rtsp://a:100%@h/x')).toMatchObject({ login: 'a', password: '100%', host: 'h', path: '/x' });
  expect(parseSource('')).toMatchObject({ host: '', login: '' });
});

test.each(['a b', 'a/b', 'x@y', 'h:1', '', '..', '-a'])('"%s" is no host', (name) => {
  const url = () => composeSource({ ...parseSource('rtsp://h'), host: name });
  if (name === '') expect(url()).toBe('');
  else expect(url).toThrow('streamHost');
});
