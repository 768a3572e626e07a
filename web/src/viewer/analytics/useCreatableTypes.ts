import { useQuery } from '@tanstack/react-query';
import { ANALYTICS_TYPES, type AnalyticsType, LEVEL_OF, ownLicencesQuery } from '../../api/analytics.ts';
import { may } from '../../app/may.ts';
import { useMe } from '../../app/useMe.ts';

/** The types of cases that whoever is signed in may make: those that are permitted, of levels that there are licences of. */
export function useCreatableTypes(): readonly AnalyticsType[] {
  const me = useMe();
  const levels = useQuery(ownLicencesQuery).data?.items ?? [];
  return ANALYTICS_TYPES.filter((type) => {
    const level = LEVEL_OF[type];
    return may(me, `analytics.${type}`) && (level === null || levels.some((one) => one.level === level));
  });
}
