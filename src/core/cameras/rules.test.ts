import { expect, test } from 'vitest';
import { aView } from '../../../test/support/camera-view.ts';
import { aGrant, aKey, anAdministrator, aSubscriber, aUser, reasonOf } from '../../../test/support/facts.ts';
import type { CameraFields, CameraView } from './camera.ts';
import type { Placement } from './placement.ts';
import { refuseForeignFields, refuseLocked, requireEdit, withoutEchoes } from './rules.ts';

const now = new Date('2026-01-01T12:00:00Z');

test('a camera that is not seen is not found; one that is seen and not edited is closed', () => {
  const asked = (grants: Partial<typeof aGrant>[]) => {
    const user = { ...aUser, grants: grants.map((grant) => ({ ...aGrant, objectId: 5, ...grant })) };
    return reasonOf(() => requireEdit(aSubscriber, user, aView, { id: 5 }, now));
  };
  expect(asked([])).toBe('camera_not_found');
  expect(asked([{ live: true }])).toBe('camera_closed');
  expect(asked([{ edit: true }])).toBeUndefined();
});

test('who sees the whole domain edits, unless read-only', () => {
  expect(reasonOf(() => requireEdit(anAdministrator, undefined, aView, { id: 5 }, now))).toBeUndefined();
  expect(reasonOf(() => requireEdit(aKey, undefined, aView, { id: 5 }, now))).toBeUndefined();
  const readOnly = { ...anAdministrator, readonly: true };
  expect(reasonOf(() => requireEdit(readOnly, undefined, aView, { id: 5 }, now))).toBe('read_only');
});

test('a value of the preset that comes back as it was shown is not kept on the camera', () => {
  const inherited: CameraView = { ...aView, lockDays: 3 };
  expect(withoutEchoes({ lockDays: 3, title: 'Gate' }, inherited)).toEqual({ title: 'Gate' });
  expect(withoutEchoes({ lockDays: 4 }, inherited)).toEqual({ lockDays: 4 });
  expect(withoutEchoes({ lockDays: null }, inherited)).toEqual({ lockDays: null });
  const own: CameraView = { ...inherited, own: { ...aView.own, lockDays: 3 } };
  expect(withoutEchoes({ lockDays: 3 }, own)).toEqual({ lockDays: 3 });
});

test("agent, streamer and the billing's id are the provider's; sent as they are they refuse nothing", () => {
  const asked = (fields: CameraFields, before?: CameraView) =>
    reasonOf(() => refuseForeignFields(aSubscriber, fields, before));
  expect(asked({ agent: { serial: 'a1' } })).toBe('agent_fields_closed');
  expect(asked({ agent: { serial: '', key: null } })).toBeUndefined();
  expect(asked({ externalId: 'x' }, aView)).toBe('external_id_closed');
  expect(asked({ externalId: '' }, aView)).toBeUndefined();
  expect(asked({ externalId: 'x' }, { ...aView, externalId: 'x' })).toBeUndefined();
  expect(asked({ streamerId: 4 }, aView)).toBe('streamer_closed');
  expect(asked({ streamerId: null })).toBeUndefined();
  const all = { agent: { serial: 'a1' }, externalId: 'x', streamerId: 4 };
  expect(reasonOf(() => refuseForeignFields(aKey, all, aView))).toBeUndefined();
});

const target: Placement = { organizationId: 2, folderId: 10, presetId: 1 };
const fixed: CameraView = { ...aView, preset: { ...aView.preset, adjustable: false } };
const locked = (fields: CameraFields, before = fixed, actor = aSubscriber) =>
  reasonOf(() => refuseLocked(actor, fields, before, undefined, target));

test('a preset that is not adjustable locks its fields for all but the provider', () => {
  expect(locked({ lockDays: 4 })).toBe('preset_not_adjustable');
  expect(locked({ recordMode: 'off' })).toBe('preset_not_adjustable');
  expect(locked({ title: 'x', comment: 'y' })).toBeUndefined();
  expect(locked({ lockDays: 4 }, aView)).toBeUndefined();
  expect(locked({ lockDays: 4 }, fixed, anAdministrator)).toBeUndefined();
});

test('what the provider set over such a preset stands too, and may be sent as it is', () => {
  const over: CameraView = { ...fixed, own: { ...aView.own, lockDays: 9 } };
  expect(locked({ lockDays: 9 }, over)).toBeUndefined();
  expect(locked({ lockDays: null }, over)).toBe('preset_not_adjustable');
  expect(locked({ recordMode: 'always' }, over)).toBeUndefined();
});
