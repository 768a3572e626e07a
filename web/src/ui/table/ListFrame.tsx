import { Button, EmptyState, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { LoadFailure } from '../LoadFailure.tsx';
import { MoreRows } from '../MoreRows.tsx';
import { useTitle } from '../useTitle.ts';
import { useWords } from '../useWords.ts';
import styles from './ListFrame.module.css';

interface List {
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isSuccess: boolean;
  readonly error: unknown;
  readonly hasNextPage?: boolean;
  readonly isFetchingNextPage?: boolean;
  readonly fetchNextPage?: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

export interface ListFrameProps {
  readonly title: string;
  readonly total?: string | undefined;
  /** The page's main action. */
  readonly action?: ReactNode;
  /** Search and filters. */
  readonly tools?: ReactNode;
  readonly list: List;
  readonly empty: boolean;
  readonly emptyTitle: string;
  readonly emptyText: string;
  /** Given when filters are set: lifts them. */
  readonly onClear?: (() => void) | undefined;
  /** Within a card: no title of the page's own. */
  readonly inner?: boolean;
  readonly children: ReactNode;
}

/** What every list has: title, count, search and filters, the rows, and what stands there when there are none. */
export function ListFrame(props: ListFrameProps) {
  const { a, t } = useWords();
  const { list, empty, onClear } = props;
  return (
    <Stack gap={12}>
      {!props.inner && <PageTitle title={props.title} total={props.total} action={props.action} />}
      {props.tools !== undefined && (
        <Group gap={8} className={styles.tools}>
          {props.tools}
          {props.inner && props.action}
        </Group>
      )}
      {list.isError && empty && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <Stack gap={8} aria-busy="true">
          {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
            <Skeleton key={key} height={28} />
          ))}
        </Stack>
      )}
      {list.isSuccess && empty && (
        <EmptyState
          py={56}
          icon={<IconListSearch size={36} stroke={1.4} />}
          title={onClear === undefined ? props.emptyTitle : t('list.nothing')}
          description={onClear === undefined ? props.emptyText : t('list.nothingMore')}
        >
          {onClear !== undefined && (
            <EmptyState.Actions>
              <Button variant="default" onClick={onClear}>
                {a('actions.clearFilters')}
              </Button>
            </EmptyState.Actions>
          )}
        </EmptyState>
      )}
      {!empty && props.children}
      {list.fetchNextPage !== undefined && (
        <MoreRows
          list={{
            hasNextPage: list.hasNextPage ?? false,
            isFetchingNextPage: list.isFetchingNextPage ?? false,
            isError: list.isError,
            fetchNextPage: list.fetchNextPage,
          }}
        />
      )}
    </Stack>
  );
}

function PageTitle({ title, total, action }: { title: string; total: string | undefined; action: ReactNode }) {
  useTitle(title);
  return (
    <Group justify="space-between" mih={36} gap={8}>
      <Group gap={12} align="baseline">
        <Title order={1}>{title}</Title>
        {total !== undefined && (
          <Text c="dimmed" fz={14} className="numbers">
            {total}
          </Text>
        )}
      </Group>
      {action}
    </Group>
  );
}
