import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { DiskSlow, faultOf, lacksRoom } from './faults.ts';

const failed = (name: keyof typeof constants.errno): Error =>
  Object.assign(new Error(name), { errno: -constants.errno[name], syscall: 'write' });

test.each([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'quota'],
  ['EROFS', 'read_only'],
  ['EIO', 'disk_failing'],
  ['ESTALE', 'disk_failing'],
  ['EACCES', 'no_permission'],
  ['EPERM', 'no_permission'],
  ['EMFILE', 'other'],
] as const)('a write that fails with %s is told as %s', (name, fault) => {
  expect(faultOf(failed(name))).toBe(fault);
  expect(lacksRoom(faultOf(failed(name)))).toBe(name === 'ENOSPC' || name === 'EDQUOT');
});

test('a disk that does not keep up is told as such, and what is no fault of the disk as other', () => {
  expect(faultOf(new DiskSlow())).toBe('disk_slow');
  expect(faultOf(new Error('anything'))).toBe('other');
});
