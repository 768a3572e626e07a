import { expect, test } from 'vitest';
import { aView } from '../../../../test/support/camera-view.ts';
import type { CameraFields, CameraView } from '../camera.ts';
import type { PresetRef } from '../placement.ts';
import { broughtUrls } from '../source/networks.ts';
import { changesOf, presetChanges } from './changes.ts';

const month: PresetRef = {
  id: 2,
  title: 'Month',
  archiveDays: 30,
  archiveGb: 100,
  adjustable: true,
  isDefault: false,
  deleted: false,
  organizations: [],
  bound: false,
};

test('what was not sent is no change; of what was sent both values are kept', () => {
  expect(changesOf(aView, {}, {})).toEqual({});
  expect(changesOf(aView, { title: 'Door', ptz: true }, {})).toEqual({ title: ['Gate', 'Door'], ptz: [false, true] });
});

test('of a field that the preset gives, the camera’s own value is what changed', () => {
  expect(changesOf({ ...aView, lockDays: 7 }, { lockDays: 3 }, {})).toEqual({ lockDays: [null, 3] });
  const own: CameraView = { ...aView, own: { ...aView.own, lockDays: 3 } };
  expect(changesOf(own, { lockDays: null }, {})).toEqual({ lockDays: [3, null] });
});

test('an address is written down without its credentials, and new credentials as such', () => {
  const fields: CameraFields = { streamUrl: 'rtsp://admin:other@10.0.0.5/live' };
  const same = changesOf(aView, fields, { streamUrl: 'rtsp://***@10.0.0.5/live' });
  expect(same).toEqual({ streamUrl: ['rtsp://***@10.0.0.5/live', 'rtsp://***@10.0.0.5/live (new credentials)'] });
  const moved = changesOf(
    aView,
    { streamUrl: 'rtsp://admin:other@10.0.0.6/live' },
    { streamUrl: 'rtsp://***@10.0.0.6/live' },
  );
  expect(moved).toEqual({ streamUrl: ['rtsp://***@10.0.0.5/live', 'rtsp://***@10.0.0.6/live'] });
  expect(JSON.stringify([same, moved])).not.toMatch(/other|secret/);
});

test('an agent’s key and PIN are not written down', () => {
  const changes = changesOf(aView, { agent: { serial: 'a1', key: 'k-secret', pin: '1234' } }, {});
  expect(changes['agent.serial']).toEqual([null, 'a1']);
  expect(changes['agent.key']).toEqual(['***', '*** (new)']);
  expect(JSON.stringify(changes)).not.toMatch(/k-secret|1234/);
});

test('another preset says how deep the archive is now', () => {
  expect(presetChanges(aView, { presetId: 2 }, month)).toEqual({
    presetTitle: ['Week', 'Month'],
    archiveDays: [7, 30],
    archiveGb: [null, 100],
  });
  expect(presetChanges(aView, {}, { ...month, id: 1 })).toEqual({});
  expect(presetChanges(aView, {}, undefined)).toEqual({});
});

test('a depth that the organization sets stays through another preset, but for a camera that leaves it', () => {
  const ofOrganization: CameraView = { ...aView, archiveDays: 14, archiveSetBy: 'organization' };
  const stays = { presetId: 2, organizationId: 2 };
  expect(presetChanges(ofOrganization, stays, month).archiveDays).toEqual([14, 14]);
  expect(presetChanges(ofOrganization, { presetId: 2, organizationId: 3 }, month).archiveDays).toEqual([14, 30]);
  expect(presetChanges(ofOrganization, { ...stays, archiveDays: 3 }, month).archiveDays).toEqual([14, 3]);
});

test('the addresses that a change brings are the new ones, and all of a camera that moves', () => {
  const shown = 'rtsp://***@10.0.0.5/live';
  expect(broughtUrls({ title: 'x' }, aView, false)).toEqual({});
  expect(broughtUrls({ streamUrl: aView.streamUrl }, aView, false)).toEqual({});
  expect(broughtUrls({ streamUrl: shown }, aView, false)).toEqual({});
  expect(broughtUrls({ streamUrl: 'rtsp://10.0.0.6/' }, aView, false)).toEqual({ streamUrl: 'rtsp://10.0.0.6/' });
  expect(broughtUrls({ substreamUrl: 'rtsp://10.0.0.7/' }, aView, true)).toEqual({
    streamUrl: aView.streamUrl,
    substreamUrl: 'rtsp://10.0.0.7/',
    thumbnailsUrl: '',
    onvifUrl: '',
  });
});
