import { expect, test } from 'vitest';
import { databaseHosts, ownAddresses } from './own-services.ts';

test.each([
  ['postgres://vedette:secret@db.lan:5432/vedette', ['db.lan']],
  ['postgresql://db.lan/vedette', ['db.lan']],
  ['postgres://u:p@[fd00::9]:5432/x', ['fd00::9']],
  ['postgres://u@one:5432,two:5433/x?target_session_attrs=primary', ['one', 'two']],
  ['postgres://vedette@/vedette?host=/run/postgresql', []],
  ['postgres://vedette:secret@/vedette?host=/run/postgresql&port=5433', []],
])('the hosts of %s are %j', (url, hosts) => {
  expect(databaseHosts(url)).toEqual(hosts);
});

test('loopback is among our own addresses, so the others are too', () => {
  expect(ownAddresses()).toContain('127.0.0.1');
});
