import type { AnalyticsCase, AnalyticsType } from '../../api/analytics.ts';

/** Across and down, from 0 to 1 of the picture. */
export type Point = readonly [number, number];

export interface Area {
  readonly cameraId: number;
  readonly kind: 'zone' | 'line';
  readonly points: readonly Point[];
}

type Settings = AnalyticsCase['settings'];

/** What is drawn for a type; null: nothing. */
export const KIND_OF: Readonly<Partial<Record<AnalyticsType, Area['kind']>>> = {
  'line-crossing': 'line',
  'zone-intrusion': 'zone',
  'object-counting': 'zone',
};

export const LEAST_POINTS = { zone: 3, line: 2 } as const;
export const MOST_POINTS = 20;

/** Areas in the settings of a case, as docs/guide/analytics.md has them; whatever else stands there is not read. */
export function areasOf({ areas }: Settings): readonly Area[] {
  return Array.isArray(areas) ? areas.filter(isArea) : [];
}

const isArea = (value: unknown): value is Area => {
  if (typeof value !== 'object' || value === null) return false;
  const { cameraId, kind, points } = value as Record<string, unknown>;
  const isKnown = typeof cameraId === 'number' && (kind === 'zone' || kind === 'line');
  return isKnown && Array.isArray(points) && points.every(isPoint);
};

const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number' && one >= 0 && one <= 1);

/** The settings with these areas of these cameras; what else stands there stays. */
export function withAreas(settings: Settings, areas: readonly Area[], cameraIds: readonly number[]): Settings {
  const { areas: _before, ...others } = settings;
  const drawn = areas.filter(({ cameraId, points }) => points.length > 0 && cameraIds.includes(cameraId));
  return drawn.length === 0 ? others : { ...others, areas: drawn };
}

/** With their places, by which they are told apart. */
export const numbered = (points: readonly Point[]): readonly { readonly at: number; readonly point: Point }[] =>
  points.map((point, at) => ({ at, point }));

/** Within the picture, to a thousandth. */
export const pointAt = (across: number, down: number): Point => {
  const within = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 1000) / 1000;
  return [within(across), within(down)];
};
