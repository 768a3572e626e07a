import { Button, EmptyState, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '../../api/cameras.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useOwnBalances } from '../balance/useBalances.ts';
import { UnpaidNotice } from '../contracts/UnpaidNotice.tsx';
import { useUnpaid } from '../contracts/useUnpaid.ts';
import styles from './CamerasPage.module.css';
import { CameraTile } from './CameraTile.tsx';
import { Filters, type ViewerFilter } from './Filters.tsx';

const SKELETONS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Loaded by those who have a balance alone. */
const LowBalance = lazy(async () => ({ default: (await import('../formPages.ts')).LowBalance }));

/** Home of a subscriber: what the cameras see now. */
export function CamerasPage() {
  const charged = useOwnBalances().length > 0;
  const { t } = useTranslation();
  const filter = useSearch({ from: inViewer(paths.cameras) });
  const navigate = useNavigate();
  const zone = useZone();
  const list = useInfiniteQuery({ ...camerasQuery(filter), placeholderData: keepPreviousData });
  const unpaid = useUnpaid().length > 0;
  useTitle(t('nav.cameras'));

  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  const setFilter = (change: Partial<ViewerFilter>) =>
    void navigate({ to: paths.cameras, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);

  return (
    <>
      <VisuallyHidden component="h1">{t('nav.cameras')}</VisuallyHidden>
      <UnpaidNotice />
      {charged && (
        <Suspense>
          <LowBalance />
        </Suspense>
      )}
      <Filters filter={filter} onChange={setFilter} total={list.data?.pages[0]?.total} />
      {list.isError && cameras.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <div className={styles.grid} aria-busy="true">
          {SKELETONS.map((key) => (
            <Skeleton key={key} className={styles.skeleton} />
          ))}
        </div>
      )}
      {list.isSuccess && cameras.length === 0 && (filtered || !unpaid) && (
        <EmptyState
          py={64}
          icon={<IconVideo size={40} stroke={1.5} />}
          title={filtered ? t('viewer.nothingFound') : t('viewer.noCameras')}
          description={filtered ? t('viewer.nothingFoundMore') : t('viewer.noCamerasMore')}
        >
          {filtered && (
            <EmptyState.Actions>
              <Button variant="default" onClick={() => void navigate({ to: paths.cameras, search: {} })}>
                {t('actions.clearFilters')}
              </Button>
            </EmptyState.Actions>
          )}
        </EmptyState>
      )}
      <div className={styles.grid} data-stale={list.isPlaceholderData || undefined}>
        {cameras.map((camera) => (
          <CameraTile key={camera.id} camera={camera} zone={zone} />
        ))}
      </div>
      <MoreRows list={list} />
    </>
  );
}
