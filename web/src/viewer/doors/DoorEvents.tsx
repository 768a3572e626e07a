import { Button, Collapse, Skeleton, Text } from '@mantine/core';
import { IconChevronDown, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { doorEventsQuery } from '../../api/doors.ts';
import type { Door } from '../../api/types.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { DoorEventRow } from './DoorEventRow.tsx';
import styles from './DoorEvents.module.css';
import { doorName } from './doorWords.ts';

/** What happened at a door lately; asked for when it is unfolded. */
export function DoorEvents({ door, named = false }: { door: Door; named?: boolean }) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const list = useId();
  const name = doorName(t, door);
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        h={44}
        px={8}
        fz={14}
        fw={400}
        leftSection={<IconHistory size={18} stroke={1.7} />}
        rightSection={<IconChevronDown size={16} className={styles.chevron} data-up={unfolded || undefined} />}
        aria-expanded={unfolded}
        aria-controls={list}
        onClick={() => setUnfolded(!unfolded)}
      >
        {named ? t('door.eventsOf', { name }) : t('door.events')}
      </Button>
      <Collapse expanded={unfolded} id={list}>
        {unfolded && <EventList door={door} />}
      </Collapse>
    </div>
  );
}

function EventList({ door }: { door: Door }) {
  const { t } = useTranslation();
  const list = useInfiniteQuery(doorEventsQuery(door.id));
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton h={96} aria-busy="true" />;
  if (list.isError && events.length === 0)
    return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (events.length === 0) {
    return (
      <Text fz={14} c="dimmed" px={8} py={4}>
        {t('door.noEvents')}
      </Text>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {events.map((event) => (
          <DoorEventRow key={event.id} event={event} door={door} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          h={44}
          mt={8}
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('actions.more')}
        </Button>
      )}
    </>
  );
}
