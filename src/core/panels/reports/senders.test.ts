import { expect, test } from 'vitest';
import { type ReportingPanel, senderAmong } from './senders.ts';

const panel = (cameraId: number, more: Partial<ReportingPanel> = {}): ReportingPanel => ({
  cameraId,
  domainId: 1,
  model: 'beward',
  host: '10.0.0.5',
  name: `panel-${cameraId}`,
  mac: null,
  ...more,
});
const silent = { host: '', program: '' };

test('a panel that is alone behind its address is the sender, whatever the header says', () => {
  expect(senderAmong([], silent)).toBeUndefined();
  expect(senderAmong([panel(1)], { host: 'other', program: 'x' })?.cameraId).toBe(1);
});

test('of several behind one address the header has to name one, by MAC address or by name', () => {
  const both = [panel(1, { mac: '0a1b2c3d4e5f' }), panel(2, { mac: '0a1b2c3d4e60' })];
  expect(senderAmong(both, silent)).toBeUndefined();
  expect(senderAmong(both, { host: '10.1.1.1', program: 'DKS_rev2[0A1B2C3D4E60]' })?.cameraId).toBe(2);
  expect(senderAmong(both, { host: '0a:1b:2c:3d:4e:5f', program: '' })?.cameraId).toBe(1);
  expect(senderAmong(both, { host: 'PANEL-2', program: '' })?.cameraId).toBe(2);
  expect(senderAmong(both, { host: 'panel-3', program: '' })).toBeUndefined();
});

test('nobody guesses between two domains', () => {
  const both = [panel(1), panel(2, { domainId: 2 })];
  expect(senderAmong(both, { host: 'panel-2', program: '' })).toBeUndefined();
});
