import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlaybackKind } from './control.ts';
import { overLimit, roomFor, type Window } from './windows.ts';

const NONE = { all: 0, own: 0 };

interface Open extends Window {
  idle: boolean;
}

let since = 0;
const window = (kind: PlaybackKind, decision: Open['decision']): Open => ({
  request: { kind },
  decision,
  since: since++,
  lastAt: since,
  idle: false,
  resting() {
    return this.idle;
  },
});
const viewing = (viewer: string, more: Partial<Open['decision']> = {}, kind: PlaybackKind = 'live') =>
  window(kind, { viewer, cameraId: 1, organizationId: 1, windows: undefined, maxViewings: undefined, ...more });

const limit = fc.option(fc.nat(3), { nil: undefined });
const step = fc.record({
  does: fc.constantFrom('open', 'open', 'open', 'close', 'rest', 'wake'),
  who: fc.nat(3),
  camera: fc.integer({ min: 1, max: 2 }),
  kind: fc.constantFrom<PlaybackKind>('live', 'archive', 'download'),
  pick: fc.nat(50),
});

test('whatever is opened, closed and left alone: never more than the limit at once', () => {
  fc.assert(
    fc.property(
      fc.record({ live: fc.record({ all: limit, own: limit }), archive: fc.record({ all: limit, own: limit }) }),
      fc.array(step, { maxLength: 60 }),
      (limits, steps) => {
        const open = new Set<Open>();
        for (const { does, who, camera, kind, pick } of steps) {
          const windows = kind === 'live' ? limits.live : limits.archive;
          // Users 0 and 1 are of one contract, 2 and 3 of another.
          const decision = {
            viewer: `user:${who}`,
            cameraId: camera,
            organizationId: who >> 1,
            windows,
            maxViewings: undefined,
          };
          const chosen = [...open][pick % Math.max(1, open.size)];
          if (does === 'close' && chosen) open.delete(chosen);
          if (does === 'rest' && chosen) chosen.idle = true;
          if (does === 'wake' && chosen) chosen.idle = false;
          if (does !== 'open') continue;
          const ask = window(kind, decision);
          const room = roomFor(ask, open, NONE, 0);
          for (const idle of room.yield) open.delete(idle);
          if (room.excess === undefined) open.add(ask);
        }
        for (const one of open) {
          const beside = [...open].filter(
            (other) =>
              other.decision.cameraId === one.decision.cameraId &&
              (other.request.kind === 'live') === (one.request.kind === 'live'),
          );
          const { viewer, organizationId, windows } = one.decision;
          const own = beside.filter((other) => other.decision.viewer === viewer).length;
          const all = beside.filter((other) => other.decision.organizationId === organizationId).length;
          expect(own).toBeLessThanOrEqual(windows?.own ?? Number.POSITIVE_INFINITY);
          expect(all).toBeLessThanOrEqual(windows?.all ?? Number.POSITIVE_INFINITY);
        }
        expect(overLimit(open)).toEqual([]);
      },
    ),
    { numRuns: 2000 },
  );
});

test('who is refused costs nobody a window, and who rests makes room for one alone', () => {
  const windows = { all: 2, own: 1 };
  const resting = viewing('user:1', { windows });
  resting.idle = true;
  const busy = viewing('user:2', { windows });
  expect(roomFor(viewing('user:2', { windows }), [resting, busy], NONE, 0)).toEqual({ excess: 'windows', yield: [] });
  expect(roomFor(viewing('user:3', { windows }), [resting, busy], NONE, 0)).toEqual({
    excess: undefined,
    yield: [resting],
  });
  const two = [
    { ...resting, lastAt: 9 },
    { ...resting, lastAt: 4 },
  ];
  const room = roomFor(viewing('user:3', { windows: { all: 2, own: 2 } }), two, NONE, 0);
  expect(room).toMatchObject({ excess: undefined, yield: [{ lastAt: 4 }] });
  expect(room.yield).toHaveLength(1);
});

test('windows on other nodes count; none allowed is another word than too many', () => {
  const windows = { all: 3, own: undefined };
  expect(roomFor(viewing('user:1', { windows }), [], { all: 3, own: 0 }, 0).excess).toBe('windows');
  expect(roomFor(viewing('user:1', { windows }), [], { all: 2, own: 2 }, 0).excess).toBeUndefined();
  expect(roomFor(viewing('user:1', { windows: { all: 0, own: 5 } }), [], NONE, 0).excess).toBe('no_windows');
});

test('a limit that was lowered takes the youngest', () => {
  const [first, second, third] = [viewing('user:1'), viewing('user:2'), viewing('user:1')];
  const all = [third, first, second].map((open) => ({
    ...open,
    decision: { ...open.decision, windows: { all: 2, own: 1 } },
  }));
  expect(overLimit(all).map(({ since }) => since)).toEqual([third.since]);
});
