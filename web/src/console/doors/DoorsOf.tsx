import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { doorSetupsQuery } from '../../api/doorSetups.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useDoorColumns } from './doorColumns.tsx';

interface DoorsOfProps {
  /** A lock, or the camera that looks out of them. */
  readonly of: { readonly lockId: number } | { readonly cameraId: number };
}

/** The doors of one lock or camera. */
export function DoorsOf({ of }: DoorsOfProps) {
  const { t } = useWords();
  const list = useInfiniteQuery(doorSetupsQuery(of));
  const columns = useDoorColumns();
  const ofLock = 'lockId' in of;
  const visible = useMemo(
    () => ({ lock: !ofLock, camera: ofLock, organization: false, id: false, command: false }),
    [ofLock],
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('tabs.doors')}
      list={list}
      tools={
        <LinkButton to={paths.consoleDoorNew} search={of} variant="default" leftSection={<IconPlus size={16} />}>
          {t('door.add')}
        </LinkButton>
      }
      empty={rows.length === 0}
      emptyTitle={t('door.noneHere')}
      emptyText={ofLock ? t('door.noneOfLock') : t('door.noneOfCamera')}
    >
      <DataTable
        label={t('tabs.doors')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        visible={visible}
      />
    </ListFrame>
  );
}
