import { expect, test } from 'vitest';
import { checkedNetworks } from './network.ts';

test('networks are written without host bits, once each', () => {
  const given = ['10.0.0.5/24', '10.0.0.0/24', '192.168.1.7', '255.255.255.255/1', '0.0.0.0/0', 'fd00:1::5/32', '::1'];
  expect(checkedNetworks('networks', given)).toEqual([
    '10.0.0.0/24',
    '192.168.1.7/32',
    '128.0.0.0/1',
    '0.0.0.0/0',
    'fd00:1::/32',
    '::1/128',
  ]);
});

test.each(['', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', '10.0.0.0/-1', 'fd00::/129', 'lan'])(
  '"%s" is no network',
  (network) => {
    expect(() => checkedNetworks('networks', [network])).toThrow(/networks/);
  },
);
