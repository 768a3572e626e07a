import type { Level } from '../licences/licence.ts';

interface AnalyticsEntry {
  /** Of the licences that each camera takes; null: none, the camera itself tells. */
  readonly level: Level | null;
  /** `camera`: made of what cameras tell; `engine`: of what an outside engine tells. */
  readonly by: 'camera' | 'engine';
}

const ofLevel = (level: Level): AnalyticsEntry => ({ level, by: 'engine' });

/** All that may be analysed, in the order that it is offered in. */
export const ANALYTICS = {
  motion: { level: null, by: 'camera' },
  'line-crossing': ofLevel(1),
  'zone-intrusion': ofLevel(1),
  'camera-obstacle': ofLevel(1),
  'loud-sound': ofLevel(1),
  'smoke-fire': ofLevel(1),
  'object-counting': ofLevel(2),
  'visitor-counting': ofLevel(2),
  face: ofLevel(3),
  'licence-plate': ofLevel(3),
  'container-number': ofLevel(3),
} as const satisfies Readonly<Record<string, AnalyticsEntry>>;

export type AnalyticsType = keyof typeof ANALYTICS;

export const ANALYTICS_TYPES = Object.keys(ANALYTICS) as readonly AnalyticsType[];

/** Those that outside engines look after. */
export const ENGINE_TYPES = ANALYTICS_TYPES.filter((type) => ANALYTICS[type].by === 'engine');

export const levelOf = (type: AnalyticsType): Level | null => ANALYTICS[type].level;
