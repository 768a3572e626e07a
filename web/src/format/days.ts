import { instantOf, wallSeconds } from './zone.ts';

const DAY_S = 86_400;

/** The instant at which a day begins in the zone, so many days later; RFC 3339. */
export function startOf(day: string, zone: string, days: number): string | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`) / 1000;
  if (Number.isNaN(midnight)) return undefined;
  return new Date(instantOf(zone, midnight + days * DAY_S) * 1000).toISOString();
}

/** The day of an instant in the zone, so many days later; empty: none, or no instant. */
export function dayOf(at: string | undefined, zone: string, days: number): string {
  const time = Date.parse(at ?? '') / 1000;
  if (Number.isNaN(time)) return '';
  return new Date((wallSeconds(zone, time) + days * DAY_S) * 1000).toISOString().slice(0, 10);
}
