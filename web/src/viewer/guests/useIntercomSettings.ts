import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  changeIntercomSettings,
  type IntercomSettings,
  type IntercomSettingsChange,
  intercomSettingsQuery,
  renewDoorCode,
} from '../../api/guests.ts';

/** What a contract's people chose about its doors, and how they choose. */
export function useIntercomSettings(organizationId: number) {
  const queries = useQueryClient();
  const query = intercomSettingsQuery(organizationId);
  const settings = useQuery(query);
  const onSuccess = (saved: IntercomSettings) => queries.setQueryData(query.queryKey, saved);
  const change = useMutation({
    mutationFn: (body: IntercomSettingsChange) => changeIntercomSettings(organizationId, body),
    onSuccess,
  });
  const renew = useMutation({ mutationFn: () => renewDoorCode(organizationId), onSuccess });
  return { settings, change, renew };
}
