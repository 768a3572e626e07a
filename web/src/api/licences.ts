import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { paths } from './schema.d.ts';

type Licences = paths['/api/vedette/v1/users/{id}/licences']['get']['responses'][200]['content']['application/json'];
export type Licence = Licences['items'][number];

/** Licences of analytics of one user, by level. */
export const licencesQuery = (id: number) =>
  queryOptions({
    queryKey: ['users', 'licences', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/vedette/v1/users/{id}/licences', { params: { path: { id } }, signal })),
  });
