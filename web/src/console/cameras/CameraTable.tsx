import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { camerasQuery } from '../../api/cameras.ts';
import { countText } from '../../ui/countText.ts';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { useSelection } from '../bulk/useSelection.ts';
import { CameraSelectionBar } from './CameraSelectionBar.tsx';
import type { CameraListFilter } from './CameraTools.tsx';
import { useCameraColumns } from './cameraColumns.tsx';
import { cameraTitle } from './cameraTitle.ts';

interface CameraTableProps {
  readonly filter: Omit<CameraListFilter, 'view'>;
  readonly action: ReactNode;
  readonly tools: ReactNode;
  readonly onChange: (change: CameraListFilter) => void;
  /** Undefined: no filter is set. */
  readonly onClear: (() => void) | undefined;
}

/** Cameras as rows, with what can be done to many of them. */
export function CameraTable({ filter, action, tools, onChange, onClear }: CameraTableProps) {
  const { t, a } = useWords();
  const list = useInfiniteQuery({ ...camerasQuery(filter), placeholderData: keepPreviousData });
  const columns = useCameraColumns();
  const { visible, toggle } = useColumns('cameras', columns);
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const { sort: _sort, ...narrowed } = filter;
  const shown = new Map(cameras.map((camera) => [camera.id, cameraTitle(camera)]));
  const { selection, onSelection, chosen, choose } = useSelection([...shown.keys()], narrowed);
  return (
    <>
      <ListFrame
        title={t('pages.cameras')}
        total={total === undefined ? undefined : countText(a, total, a('count.cameras', { count: total }))}
        action={action}
        tools={
          <>
            {tools}
            <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
          </>
        }
        list={list}
        empty={cameras.length === 0}
        emptyTitle={t('camera.none')}
        emptyText={t('camera.noneMore')}
        onClear={onClear}
      >
        <DataTable
          label={t('pages.cameras')}
          columns={columns}
          rows={cameras}
          rowId={(camera) => String(camera.id)}
          visible={visible}
          sort={filter.sort ?? (filter.search === undefined ? 'id' : undefined)}
          onSort={(sort) => onChange({ sort: sort as NonNullable<CameraListFilter['sort']> })}
          selection={selection}
          onSelection={onSelection}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      <CameraSelectionBar chosen={chosen} onChoose={choose} total={total} shown={shown} filter={narrowed} />
    </>
  );
}
