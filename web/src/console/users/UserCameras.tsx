import { useInfiniteQuery } from '@tanstack/react-query';
import { userCamerasQuery } from '../../api/users.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCameraColumns } from '../cameras/cameraColumns.tsx';

const SHOWN = { id: false, size: false, external: false, agent: false, name: false, address: false };

/** What this user sees; a camera's own card says why. */
export function UserCameras({ userId }: { userId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery(userCamerasQuery(userId));
  const columns = useCameraColumns();
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('tabs.cameras')}
      list={list}
      empty={cameras.length === 0}
      emptyTitle={t('user.noCameras')}
      emptyText={t('user.noCamerasMore')}
    >
      <DataTable
        label={t('tabs.cameras')}
        columns={columns}
        rows={cameras}
        rowId={({ id }) => String(id)}
        visible={SHOWN}
      />
    </ListFrame>
  );
}
