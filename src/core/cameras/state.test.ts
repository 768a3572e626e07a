import { expect, test } from 'vitest';
import { aStatus, aView } from '../../../test/support/camera-view.ts';
import { aBlock } from '../../../test/support/facts.ts';
import type { CameraView } from './camera.ts';
import { healthOf, recordingErrorOf, stateOf } from './state.ts';

const now = new Date('2026-01-01T00:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const camera = (fields: Partial<CameraView>): CameraView => ({ ...aView, ...fields });

test('a camera has one state', () => {
  const cases: [Partial<CameraView>, string][] = [
    [{}, 'starting'],
    [{ status: aStatus }, 'live'],
    [{ status: { ...aStatus, alive: false, error: 'no route' } }, 'offline'],
    [{ status: { ...aStatus, alive: false } }, 'starting'],
    [{ onDemand: true, status: { ...aStatus, alive: false, error: 'no route' } }, 'on_demand'],
    [{ onDemand: true, status: aStatus }, 'live'],
    [{ streamUrl: '', status: aStatus }, 'no_source'],
    [{ status: aStatus, blocks: [aBlock('billing')] }, 'blocked'],
    [{ status: aStatus, organizationBlocks: [aBlock('billing')] }, 'blocked'],
  ];
  for (const [fields, state] of cases) expect(stateOf(camera(fields), now)).toBe(state);
});

test('a state that was not repeated for thirty seconds is not believed', () => {
  expect(stateOf(camera({ status: { ...aStatus, updatedAt: ago(29_999) } }), now)).toBe('live');
  expect(stateOf(camera({ status: { ...aStatus, updatedAt: ago(30_000) } }), now)).toBe('starting');
});

test('of a blocked camera the health is what was seen last, and nothing where nothing was seen', () => {
  const blocks = [aBlock('owner')];
  expect(healthOf(camera({ blocks, status: { ...aStatus, updatedAt: ago(60_000) } }), now)).toBe('live');
  expect(healthOf(camera({ blocks, status: { ...aStatus, alive: false, error: 'no route' } }), now)).toBe('offline');
  expect(healthOf(camera({ blocks }), now)).toBeNull();
  expect(healthOf(camera({}), now)).toBe('starting');
});

test('what keeps a picture from being recorded is said of a live camera alone', () => {
  const status = { ...aStatus, recordingError: 'disk_full' as const };
  expect(recordingErrorOf(camera({ status }), now)).toBe('disk_full');
  expect(recordingErrorOf(camera({ status, blocks: [aBlock('owner')] }), now)).toBeNull();
  expect(recordingErrorOf(camera({ status: { ...status, updatedAt: ago(60_000) } }), now)).toBeNull();
});
