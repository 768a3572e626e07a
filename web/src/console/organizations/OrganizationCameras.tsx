import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { camerasQuery } from '../../api/cameras.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCameraColumns } from '../cameras/cameraColumns.tsx';

const SHOWN = { id: false, organization: false, size: false, external: false, agent: false };

export function OrganizationCameras({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const [search, setSearch] = useState<string>();
  const list = useInfiniteQuery({ ...camerasQuery({ organizationId, search }), placeholderData: keepPreviousData });
  const columns = useCameraColumns();
  const visible = useMemo(() => SHOWN, []);
  const cameras = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <ListFrame
      inner
      title={t('tabs.cameras')}
      list={list}
      tools={<SearchField label={t('camera.search')} value={search} onChange={setSearch} />}
      action={
        <LinkButton
          to={paths.consoleCameraNew}
          search={{ organizationId }}
          variant="default"
          leftSection={<IconPlus size={16} />}
        >
          {t('camera.add')}
        </LinkButton>
      }
      empty={cameras.length === 0}
      emptyTitle={t('organization.noCameras')}
      emptyText={t('organization.noCamerasMore')}
      onClear={search === undefined ? undefined : () => setSearch(undefined)}
    >
      <DataTable
        label={t('tabs.cameras')}
        columns={columns}
        rows={cameras}
        rowId={({ id }) => String(id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}
