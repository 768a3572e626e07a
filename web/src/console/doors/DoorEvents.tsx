import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allDoorEventsQuery } from '../../api/doorSetups.ts';
import type { DoorEvent, DoorSetup } from '../../api/types.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { EVENT_KINDS, useDoorEventColumns } from './doorEventColumns.tsx';

/** Who opened the door or tried to, when, how, and what came of it. */
export function DoorEvents({ door }: { door: DoorSetup }) {
  const { t } = useWords();
  const [kind, setKind] = useState<DoorEvent['kind']>();
  const list = useInfiniteQuery({ ...allDoorEventsQuery(door.id, kind), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useDoorEventColumns(door.camera?.id);
  return (
    <ListFrame
      inner
      title={t('tabs.events')}
      list={list}
      tools={
        <Select
          w={240}
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          aria-label={t('event.how')}
          placeholder={t('event.anyHow')}
          value={kind ?? null}
          data={EVENT_KINDS.map((value) => ({ value, label: t(`event.kinds.${value}`) }))}
          onChange={(value) => setKind(EVENT_KINDS.find((one) => one === value))}
        />
      }
      empty={rows.length === 0}
      emptyTitle={t('event.none')}
      emptyText={t('event.noneMore')}
      onClear={kind === undefined ? undefined : () => setKind(undefined)}
    >
      <DataTable
        label={t('tabs.events')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}
