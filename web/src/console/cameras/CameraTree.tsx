import { Button, EmptyState, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconMapPin } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { type CameraFilter, camerasQuery } from '../../api/cameras.ts';
import { type Location, locationsQuery } from '../../api/locations.ts';
import { paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { countText } from '../../ui/countText.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { StatusPill } from '../../ui/status/StatusPill.tsx';
import { useWords } from '../../ui/useWords.ts';
import styles from '../locations/LocationTree.module.css';
import { moveInTree } from '../locations/treeKeys.ts';
import { cameraTitle } from './cameraTitle.ts';

/** Cameras below the locations that they stand at; from the location of the filter down, where it has one. */
export function CameraTree({ filter }: { filter: CameraFilter }) {
  const { t } = useWords();
  const { locationId, ...rest } = filter;
  return (
    <Stack gap={8}>
      <Text fz={14} c="dimmed">
        {t('cameraMap.treeAbout')}
      </Text>
      {/* Another filter begins anew: what is open of the old one may have nothing any more. */}
      <Locations key={JSON.stringify(filter)} parentId={locationId} filter={rest} top />
    </Stack>
  );
}

interface LevelProps {
  readonly parentId: number | undefined;
  readonly filter: CameraFilter;
  readonly top?: boolean;
}

/** Those below one location or at the top; a location without others below it has its cameras here. */
function Locations({ parentId, filter, top = false }: LevelProps) {
  const { t } = useWords();
  const list = useInfiniteQuery(locationsQuery({ parentId }));
  const locations = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isSuccess && locations.length === 0 && parentId !== undefined)
    return <Cameras locationId={parentId} filter={filter} />;
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
      {list.isPending && (
        <li className={styles.row}>
          <Skeleton height={20} />
        </li>
      )}
      {locations.map((location) => (
        <Node key={location.id} location={location} filter={filter} />
      ))}
      {list.hasNextPage && (
        <li className={styles.row}>
          <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('location.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Node({ location, filter }: { location: Location; filter: CameraFilter }) {
  const { t, a } = useWords();
  const [open, setOpen] = useState(false);
  const { id, title, cameraCount, childCount } = location;
  const opens = childCount > 0 || cameraCount > 0;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const asked = moveInTree(event, opens, open);
    if (asked !== undefined) setOpen(asked);
  };
  return (
    <li>
      <div className={styles.row}>
        {opens ? (
          <span data-open={open}>
            <IconAction
              small
              label={t(open ? 'location.close' : 'location.open', { title })}
              onClick={() => setOpen(!open)}
            >
              {open ? <IconChevronDown size={18} /> : <IconChevronRight size={18} />}
            </IconAction>
          </span>
        ) : (
          <span className={styles.leaf} />
        )}
        <LinkAnchor
          to={paths.location}
          params={{ locationId: id }}
          className={styles.title ?? ''}
          data-node=""
          onKeyDown={onKeyDown}
        >
          {title}
        </LinkAnchor>
        <span className={styles.count}>{countText(a, cameraCount, a('count.cameras', { count: cameraCount }))}</span>
      </div>
      {open && <Locations parentId={id} filter={filter} />}
    </li>
  );
}

/** Of one location, as the filter lets them through. */
function Cameras({ locationId, filter }: { locationId: number; filter: CameraFilter }) {
  const { t } = useWords();
  const zone = useZone();
  const list = useInfiniteQuery(camerasQuery({ ...filter, locationId }));
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <ul className={styles.tree}>
      {list.isPending && (
        <li className={styles.row}>
          <Skeleton height={20} />
        </li>
      )}
      {list.isSuccess && cameras.length === 0 && (
        <li className={styles.row}>
          <Text fz={14} c="dimmed">
            {t('cameraMap.noneHere')}
          </Text>
        </li>
      )}
      {cameras.map((camera) => (
        <li key={camera.id} className={styles.row}>
          <span className={styles.leaf} />
          <Group gap={12}>
            <LinkAnchor
              to={paths.consoleCamera}
              params={{ cameraId: camera.id }}
              search={{}}
              fz="inherit"
              data-node=""
              onKeyDown={(event: KeyboardEvent<HTMLElement>) => void moveInTree(event, false, false)}
            >
              {cameraTitle(camera)}
            </LinkAnchor>
            <StatusPill status={camera.status} zone={zone} />
          </Group>
        </li>
      ))}
      {list.hasNextPage && (
        <li className={styles.row}>
          <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('location.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}
