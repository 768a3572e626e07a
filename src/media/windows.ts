import type { AllowedPlayback, OpenWindows, PlaybackKind } from './control.ts';

/** What counts of an open viewing. */
export interface Window {
  readonly request: { readonly kind: PlaybackKind };
  readonly decision: Pick<AllowedPlayback, 'cameraId' | 'viewer' | 'organizationId' | 'windows' | 'maxViewings'>;
  readonly since: number;
  /** When it last asked for something; Unix ms, as `since`. */
  readonly lastAt: number;
  /** By requests, and without one for a while: makes room for another. */
  resting(now: number): boolean;
}

/** `limit`: the login's own number of viewings; `windows`: this camera's, `no_windows` when none are allowed at all. */
export type Excess = 'limit' | 'windows' | 'no_windows';

/** Undefined: there is room, when those in `yield` are ended. */
export interface Room<W> {
  readonly excess: Excess | undefined;
  readonly yield: readonly W[];
}

const sameKind = (a: PlaybackKind, b: PlaybackKind): boolean => (a === 'live') === (b === 'live');

/** May this viewing be opened beside those that are open here and, on the same camera, `elsewhere`? */
export function roomFor<W extends Window>(
  ask: Pick<Window, 'request' | 'decision'>,
  open: Iterable<W>,
  elsewhere: OpenWindows,
  now: number,
): Room<W> {
  const { viewer, windows, maxViewings } = ask.decision;
  if (windows?.all === 0 || windows?.own === 0) return { excess: 'no_windows', yield: [] };
  if (windows === undefined && maxViewings === undefined) return { excess: undefined, yield: [] };
  const all = [...open];
  const own = (window: Window) => window.decision.viewer === viewer;
  const beside = all.filter((window) => countsWith(ask, window));
  const rules: readonly [Excess, readonly W[], number | undefined][] = [
    ['limit', all.filter(own), maxViewings],
    ['windows', beside.filter(own), less(windows?.own, elsewhere.own)],
    ['windows', beside.filter(inAccount(ask)), less(windows?.all, elsewhere.all)],
  ];
  const resting = new Set<W>();
  for (const [excess, counted, limit] of rules) {
    if (limit === undefined || counted.length < limit) continue;
    const idle = counted.filter((window) => window.resting(now)).sort((a, b) => a.lastAt - b.lastAt);
    if (counted.length - idle.length >= limit) return { excess, yield: [] };
    for (const window of idle) {
      const left = counted.filter((other) => !resting.has(other)).length;
      if (left >= limit) resting.add(window);
    }
  }
  return { excess: undefined, yield: [...resting] };
}

/** The youngest windows above a limit that was lowered. */
export function overLimit<W extends Window>(open: Iterable<W>): W[] {
  const over: W[] = [];
  const kept = new Map<number, W[]>();
  for (const window of [...open].sort((a, b) => a.since - b.since)) {
    const { windows, viewer, cameraId } = window.decision;
    const older = kept.get(cameraId) ?? [];
    kept.set(cameraId, older);
    const beside = windows === undefined ? [] : older.filter((other) => countsWith(window, other));
    const own = beside.filter((other) => other.decision.viewer === viewer).length;
    const all = beside.filter(inAccount(window)).length;
    const fits = own < (windows?.own ?? Infinity) && all < (windows?.all ?? Infinity);
    (fits ? older : over).push(window);
  }
  return over;
}

/** The same camera, both live or both of its archive. */
function countsWith(a: Pick<Window, 'request' | 'decision'>, b: Window): boolean {
  return a.decision.cameraId === b.decision.cameraId && sameKind(a.request.kind, b.request.kind);
}

const inAccount =
  ({ decision }: Pick<Window, 'decision'>) =>
  (other: Window): boolean =>
    other.decision.organizationId === decision.organizationId;

const less = (limit: number | undefined, taken: number): number | undefined =>
  limit === undefined ? undefined : limit - taken;
