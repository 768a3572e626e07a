import { expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { systemActor } from '../actor.ts';
import type { AuditEntry } from '../audit/record.ts';
import { eventsOf } from './from-audit.ts';

const actor: Actor = systemActor(1, 'test');
const told = (objectKind: AuditEntry['objectKind'], changes: AuditEntry['changes'], action = 'change' as const) =>
  eventsOf(actor, { action, objectKind, objectId: 7, changes }).map(({ type, data }) => [type, data]);

test('fields, the place and blocks of one change are events of their own', () => {
  const changes = { title: ['a', 'b'], organizationId: [1, 2], folderId: [3, 4], enabled: [true, false] } as const;
  expect(told('camera', changes)).toEqual([
    ['camera.moved', { changes: { organizationId: { before: 1, after: 2 }, folderId: { before: 3, after: 4 } } }],
    ['camera.changed', { changes: { title: { before: 'a', after: 'b' } } }],
    ['camera.blocked', { source: 'administrator', reason: '' }],
  ]);
});

test('a block of one source is set, changed and lifted', () => {
  const block = (before: string | null, after: string | null) =>
    told('organization', { 'block.billing': [before, after] });
  expect(block(null, 'debt')).toEqual([['organization.blocked', { source: 'billing', reason: 'debt' }]]);
  expect(block('debt', 'more debt')).toEqual([['organization.blocked', { source: 'billing', reason: 'more debt' }]]);
  expect(block('', null)).toEqual([['organization.unblocked', { source: 'billing' }]]);
});

test('rights on a camera and on a folder', () => {
  expect(told('camera', { 'rights.9': [[], ['view', 'live']] })).toEqual([['camera.access_granted', { userIds: [9] }]]);
  expect(told('camera', { 'rights.9': [['view'], []] })).toEqual([['camera.access_withdrawn', { userIds: [9] }]]);
  expect(told('folder', { grant: [null, [4, 5]] })).toEqual([['folder.access_granted', { userIds: [4, 5] }]]);
  expect(told('folder', { grant: [4, null] })).toEqual([['folder.access_withdrawn', { userIds: [4] }]]);
});

test.each([
  ['money, which has events of its own', 'organization', { payment: [null, '5.00 RUB'] }],
  ['an act of somebody', 'user', { sessions: ['open', 'ended'] }],
  ['a title of a folder', 'folder', { title: ['a', 'b'] }],
  ['objects that no event is about', 'preset', { title: ['a', 'b'] }],
] as const)('nothing is told of %s', (_what, kind, changes) => {
  expect(told(kind, changes)).toEqual([]);
});
