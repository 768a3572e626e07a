import { Group, Stack, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { LinkButton } from '../../ui/links.tsx';
import list from '../../ui/table/ListFrame.module.css';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { CameraMapView } from './CameraMapView.tsx';
import { CameraTable } from './CameraTable.tsx';
import { type CameraListFilter, CameraTools } from './CameraTools.tsx';
import { CameraTree } from './CameraTree.tsx';

/** All cameras as a list, by the tree of locations or on a map; the filters hold for each of them. */
export function CameraListPage() {
  const { t } = useWords();
  const search = useSearch({ from: inConsole(paths.consoleCameras) });
  const navigate = useNavigate();
  useTitle(t('pages.cameras'));
  const { view, by, ...filter } = search;
  const set = (change: CameraListFilter) =>
    void navigate({ to: paths.consoleCameras, search: { ...search, ...change }, replace: true });
  const filtered = Object.entries(filter).some(([key, value]) => key !== 'sort' && value !== undefined);
  const clear = filtered ? () => void navigate({ to: paths.consoleCameras, search: { view, by } }) : undefined;
  const tools = <CameraTools filter={search} onChange={set} />;
  const action = (
    <LinkButton
      to={paths.consoleCameraNew}
      search={{ organizationId: filter.organizationId }}
      leftSection={<IconPlus size={18} />}
    >
      {t('camera.add')}
    </LinkButton>
  );
  if (view === undefined)
    return <CameraTable filter={filter} action={action} tools={tools} onChange={set} onClear={clear} />;
  return (
    <Stack gap={12}>
      <Group justify="space-between" mih={36} gap={8}>
        <Title order={1}>{t('pages.cameras')}</Title>
        {action}
      </Group>
      <Group gap={8} className={list.tools}>
        {tools}
      </Group>
      {view === 'tree' ? (
        <CameraTree by={by} filter={filter} onBy={(tree) => set({ by: tree })} />
      ) : (
        <CameraMapView filter={filter} onUnplaced={() => set({ unplaced: true, view: undefined })} onClear={clear} />
      )}
    </Stack>
  );
}
