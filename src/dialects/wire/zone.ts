import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { timeZoneOf } from '../../core/domains/settings.ts';

/** What a fresh install has, where nobody has said where it stands; a provider in UTC itself says `Etc/UTC`. */
const UNSET = 'UTC';
const DEFAULT_ZONE = 'Europe/Moscow';

/** The zone of dates that carry none, for dialects of Russian systems. */
export async function zoneOf(core: Core, actor: Pick<Actor, 'domainId'>): Promise<string> {
  const zone = await timeZoneOf(core, actor.domainId);
  return zone === UNSET ? DEFAULT_ZONE : zone;
}
