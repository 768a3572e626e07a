export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Degrees between two lines, so that about eight of them are seen. */
const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];
const LINES = 8;
/** Where the projection of the map ends. */
const POLE = 85;

export const stepOf = ({ west, east }: Box): number =>
  STEPS.find((step) => (east - west) / step >= LINES) ?? STEPS[STEPS.length - 1] ?? 1;

/** Parallels and meridians within a box, as GeoJSON. */
export function gridOf(box: Box) {
  const step = stepOf(box);
  const first = (from: number) => Math.ceil(from / step) * step;
  const south = Math.max(box.south, -POLE);
  const north = Math.min(box.north, POLE);
  const lines: [number, number][][] = [];
  for (let x = first(box.west); x <= box.east; x += step)
    lines.push([
      [x, south],
      [x, north],
    ]);
  for (let y = first(south); y <= north; y += step)
    lines.push([
      [box.west, y],
      [box.east, y],
    ]);
  return {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'MultiLineString' as const, coordinates: lines },
  };
}
