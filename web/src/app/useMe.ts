import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { sessionQuery } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { knownZone } from '../format/zone.ts';
import { SIGNED } from './routes/paths.ts';

/** Who is signed in; only below the signed-in route. */
export function useMe(): Me {
  const { me } = useRouteContext({ from: SIGNED });
  return useQuery(sessionQuery).data ?? me;
}

/** The clock that cameras are read by. */
export function useZone(): string {
  return knownZone(useMe().domain.timeZone);
}
