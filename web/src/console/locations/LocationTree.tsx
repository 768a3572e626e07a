import { Badge, Button, Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { type Location, locationsQuery } from '../../api/locations.ts';
import { paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import styles from './LocationTree.module.css';
import { moveInTree } from './treeKeys.ts';

/** Those below one location, or at the top; what is below each of them is loaded when it is opened. */
export function LocationTree({ parentId, label }: { parentId?: number; label?: string }) {
  const { t, a } = useWords();
  const list = useInfiniteQuery(locationsQuery({ parentId }));
  const locations = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ul className={styles.tree} aria-label={label} data-tree="">
      {list.isPending && (
        <li className={styles.row}>
          <Skeleton height={20} />
        </li>
      )}
      {list.isError && (
        <li className={styles.row}>
          <Text fz={14} c="var(--mantine-color-error)">
            {problemText(a, list.error)}
          </Text>
        </li>
      )}
      {locations.map((location) => (
        <Node key={location.id} location={location} />
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

function Node({ location }: { location: Location }) {
  const { t, a } = useWords();
  const [open, setOpen] = useState(false);
  const { id, title, code, childCount, cameraCount } = location;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const asked = moveInTree(event, childCount > 0, open);
    if (asked !== undefined) setOpen(asked);
  };
  return (
    <li>
      <div className={styles.row}>
        {childCount > 0 ? (
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
        {code !== null && (
          <Badge variant="default" radius={6} tt="none" visibleFrom="xs">
            {code}
          </Badge>
        )}
        <span className={styles.count}>{countText(a, cameraCount, a('count.cameras', { count: cameraCount }))}</span>
      </div>
      {open && <LocationTree parentId={id} />}
    </li>
  );
}
