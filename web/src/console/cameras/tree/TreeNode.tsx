import { Button, Skeleton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { IconAction } from '../../../ui/IconAction.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from '../../locations/LocationTree.module.css';
import { moveInTree } from '../../locations/treeKeys.ts';

interface TreeNodeProps {
  readonly title: string;
  /** The way to its page, with the keys of the tree; of a node without a page the title alone. */
  readonly name: (onKeyDown: (event: KeyboardEvent<HTMLElement>) => void) => ReactNode;
  readonly count?: ReactNode;
  readonly opens: boolean;
  /** What stands below it, once it is open. */
  readonly children: ReactNode;
}

/** A node of the tree of cameras that opens. */
export function TreeNode({ title, name, count, opens, children }: TreeNodeProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
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
        {name(onKeyDown)}
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </div>
      {open && children}
    </li>
  );
}

/** In place of nodes that are on their way. */
export function TreeWaiting() {
  return (
    <li className={styles.row}>
      <Skeleton height={20} />
    </li>
  );
}

interface TreeMoreProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The next page of nodes. */
export function TreeMore({ list }: TreeMoreProps) {
  const { t } = useWords();
  if (!list.hasNextPage) return null;
  return (
    <li className={styles.row}>
      <Button variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('location.more')}
      </Button>
    </li>
  );
}
