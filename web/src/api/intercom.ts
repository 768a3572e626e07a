import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** Of its card; apart from the other calls, for it is part of the first page that anybody loads. */
export const intercomQuery = (id: number) =>
  queryOptions({
    queryKey: ['intercoms', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/vedette/v1/intercoms/{id}', { params: { path: { id } }, signal })),
  });
