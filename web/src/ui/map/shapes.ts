import type { CameraState } from '../../api/types.ts';

/** How a camera's state is drawn on the map: a form of its own for each, in a square of 24, and its colour's token. */
export const SHAPES: Readonly<Record<CameraState, { readonly path: string; readonly token: string }>> = {
  live: { path: 'M12 4a8 8 0 1 0 0.001 0z', token: '--state-live' },
  starting: { path: 'M12 4L21 20H3z', token: '--state-starting' },
  on_demand: { path: 'M12 3L21 12L12 21L3 12z', token: '--state-starting' },
  offline: { path: 'M5 8L8 5L12 9L16 5L19 8L15 12L19 16L16 19L12 15L8 19L5 16L9 12z', token: '--state-offline' },
  blocked: { path: 'M4 4H20V20H4z', token: '--state-blocked' },
  no_source: { path: 'M3 9H21V15H3z', token: '--state-none' },
};

export const STATES = Object.keys(SHAPES) as readonly CameraState[];

/** Colours of the page as it is now, which the map's canvas does not know by itself. */
export const tokenColour = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim() || '#888888';
