import { EmptyState } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CameraFilter } from '../../../api/cameras.ts';
import { type Location, locationsQuery } from '../../../api/locations.ts';
import { paths } from '../../../app/routes/paths.ts';
import { countText } from '../../../ui/countText.ts';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from '../../locations/LocationTree.module.css';
import { TreeCameras } from './TreeCameras.tsx';
import { TreeMore, TreeNode, TreeWaiting } from './TreeNode.tsx';

interface LocationLevelProps {
  readonly parentId: number | undefined;
  readonly filter: CameraFilter;
  readonly top?: boolean;
}

/** Those below one location or at the top; a location without others below it has its cameras here. */
export function LocationLevel({ parentId, filter, top = false }: LocationLevelProps) {
  const { t } = useWords();
  const list = useInfiniteQuery(locationsQuery({ parentId }));
  const locations = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isSuccess && locations.length === 0 && parentId !== undefined)
    return <TreeCameras filter={{ ...filter, locationId: parentId }} />;
  if (list.isSuccess && locations.length === 0)
    return (
      <EmptyState
        py={56}
        icon={<IconMapPin size={36} stroke={1.4} />}
        title={t('cameraMap.noLocations')}
        description={t('cameraMap.noLocationsMore')}
      />
    );
  return (
    <ul className={styles.tree} data-tree="" {...(top ? { 'aria-label': t('cameraMap.views.tree') } : {})}>
      {list.isPending && <TreeWaiting />}
      {locations.map((location) => (
        <Node key={location.id} location={location} filter={filter} />
      ))}
      <TreeMore list={list} />
    </ul>
  );
}

function Node({ location, filter }: { location: Location; filter: CameraFilter }) {
  const { a } = useWords();
  const { id, title, cameraCount, childCount } = location;
  return (
    <TreeNode
      title={title}
      name={(onKeyDown) => (
        <LinkAnchor
          to={paths.location}
          params={{ locationId: id }}
          className={styles.title ?? ''}
          data-node=""
          onKeyDown={onKeyDown}
        >
          {title}
        </LinkAnchor>
      )}
      count={countText(a, cameraCount, a('count.cameras', { count: cameraCount }))}
      opens={childCount > 0 || cameraCount > 0}
    >
      <LocationLevel parentId={id} filter={filter} />
    </TreeNode>
  );
}
