import { Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { type CameraFilter, camerasQuery } from '../../../api/cameras.ts';
import { paths } from '../../../app/routes/paths.ts';
import { useZone } from '../../../app/useMe.ts';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { StatusPill } from '../../../ui/status/StatusPill.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from '../../locations/LocationTree.module.css';
import { moveInTree } from '../../locations/treeKeys.ts';
import { cameraTitle } from '../cameraTitle.ts';
import { TreeMore, TreeWaiting } from './TreeNode.tsx';

interface TreeCamerasProps {
  readonly filter: CameraFilter;
  /** Beside other nodes: nothing is said of there being none. */
  readonly beside?: boolean;
}

/** The cameras at a node, as the filter lets them through. */
export function TreeCameras({ filter, beside = false }: TreeCamerasProps) {
  const { t } = useWords();
  const zone = useZone();
  const list = useInfiniteQuery(camerasQuery(filter));
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isSuccess && cameras.length === 0 && beside) return null;
  return (
    <ul className={styles.tree}>
      {list.isPending && <TreeWaiting />}
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
      <TreeMore list={list} />
    </ul>
  );
}
