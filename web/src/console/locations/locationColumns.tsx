import { useMemo } from 'react';
import type { Location } from '../../api/locations.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';

/** Columns of lists of locations, with their whole address or their own title. */
export function useLocationColumns(address: 'whole' | 'own'): readonly Column<Location>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('location.title'),
        cell: ({ id, title, titles }) => (
          <LinkAnchor to={paths.location} params={{ locationId: id }} fz="inherit">
            {address === 'own' ? title : titles.join(', ')}
          </LinkAnchor>
        ),
      },
      { id: 'code', header: t('location.code'), cell: ({ code }) => code ?? '–' },
      { id: 'below', header: t('location.below'), numeric: true, cell: ({ childCount }) => childCount },
      { id: 'cameras', header: t('tabs.cameras'), numeric: true, cell: ({ cameraCount }) => cameraCount },
    ],
    [t, address],
  );
}
