import { expect, test } from 'vitest';
import { isWithin, networkText } from './networks.ts';

test.each([
  ['10.1.2.3/8', '10.0.0.0/8'],
  [' 192.168.7.9 ', '192.168.7.9/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/31', '255.255.255.254/31'],
  ['fd00::/8', 'fd00::/8'],
])('%s is the network %s', (text, network) => {
  expect(networkText('networks', text)).toBe(network);
});

test.each(['', 'host', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/x', 'fd00::/129'])('%s is no network', (text) => {
  expect(() => networkText('networks', text)).toThrow('is no network');
});

test('an address lies in the networks that hold it, mapped or not', () => {
  expect(isWithin(['10.0.0.0/8'], '10.200.0.1')).toBe(true);
  expect(isWithin(['10.0.0.0/8'], '::ffff:10.200.0.1')).toBe(true);
  expect(isWithin(['10.0.0.0/8', 'fd00::/8'], 'fd00::5')).toBe(true);
  expect(isWithin(['10.0.0.0/8'], '11.0.0.1')).toBe(false);
  expect(isWithin([], '10.0.0.1')).toBe(false);
  expect(isWithin(['0.0.0.0/0'], undefined)).toBe(false);
});
