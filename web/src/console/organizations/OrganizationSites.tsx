import { Button, Group } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { changeSite, createSite, deleteSite, sitesQuery } from '../../api/places.ts';
import type { Site } from '../../api/types.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { SiteDialog } from './SiteDialog.tsx';

type Dialog = { readonly kind: 'edit'; readonly site?: Site } | { readonly kind: 'delete'; readonly site: Site };

/** Where the cameras of the organization stand. */
export function OrganizationSites({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(sitesQuery(organizationId));
  const [dialog, setDialog] = useState<Dialog>();
  const rows = list.data?.items ?? [];
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: sitesQuery(organizationId).queryKey }),
      queries.invalidateQueries({ queryKey: ['cameras'] }),
    ]);
  const columns = useMemo<Column<Site>[]>(
    () => [
      { id: 'name', header: t('site.name'), cell: ({ name }) => name },
      { id: 'address', header: t('site.address'), cell: ({ address }) => address || '–' },
      {
        id: 'coordinates',
        header: t('camera.coordinates'),
        cell: ({ latitude, longitude }) => (latitude === null || longitude === null ? '–' : `${latitude} ${longitude}`),
      },
      { id: 'cameras', header: t('tabs.cameras'), numeric: true, cell: ({ cameraCount }) => cameraCount },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: (site) => (
          <Group gap={0} wrap="nowrap">
            <IconAction
              small
              label={t('site.changeOne', { name: site.name })}
              onClick={() => setDialog({ kind: 'edit', site })}
            >
              <IconPencil size={16} />
            </IconAction>
            <IconAction
              small
              label={t('site.deleteOne', { name: site.name })}
              onClick={() => setDialog({ kind: 'delete', site })}
            >
              <IconTrash size={16} />
            </IconAction>
          </Group>
        ),
      },
    ],
    [t],
  );
  const close = () => setDialog(undefined);
  return (
    <>
      <ListFrame
        inner
        title={t('tabs.sites')}
        tools={
          <Button leftSection={<IconPlus size={18} />} onClick={() => setDialog({ kind: 'edit' })}>
            {t('site.add')}
          </Button>
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('site.none')}
        emptyText={t('site.noneMore')}
      >
        <DataTable label={t('tabs.sites')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
      </ListFrame>
      {dialog?.kind === 'edit' && (
        <SiteDialog
          site={dialog.site}
          onSave={(values) =>
            (dialog.site === undefined ? createSite(organizationId, values) : changeSite(dialog.site.id, values)).then(
              refresh,
            )
          }
          onClose={close}
        />
      )}
      {dialog?.kind === 'delete' && (
        <TypedConfirm
          title={t('site.deleteTitle')}
          text={t('site.deleteText')}
          word={dialog.site.name}
          confirm={a('actions.delete')}
          action={() => deleteSite(dialog.site.id).then(refresh)}
          onClose={close}
        />
      )}
    </>
  );
}
