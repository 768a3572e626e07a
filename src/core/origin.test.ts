import { expect, test } from 'vitest';
import { originOf } from './origin.ts';

test('an IPv4 address is itself, an IPv6 one counts with its whole /64', () => {
  expect(originOf('192.0.2.7')).toBe('192.0.2.7');
  expect(originOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(originOf('::ffff:c000:207')).toBe('192.0.2.7');
  expect(originOf('0:0:0:0:0:FFFF:192.0.2.7')).toBe('192.0.2.7');
  expect(originOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(originOf('2001:db8:1:2::1')).toBe('2001:db8:1:2::/64');
  expect(originOf('2001:db8::9')).toBe('2001:db8:0:0::/64');
  expect(originOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(originOf('::1')).toBe('0:0:0:0::/64');
  for (const none of [undefined, '', 'unknown', '1.2.3', '1.2.3.4/8']) expect(originOf(none)).toBeUndefined();
});
