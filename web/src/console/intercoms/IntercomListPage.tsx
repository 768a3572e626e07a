import { Checkbox, Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { intercomsQuery } from '../../api/intercoms.ts';
import type { Intercom } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { intercomSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { ColumnMenu } from '../../ui/table/ColumnMenu.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useColumns } from '../../ui/table/useColumns.ts';
import { useWords } from '../../ui/useWords.ts';
import { PANEL_MODELS } from '../intercom/panelModels.ts';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { PanelAnswer } from './PanelAnswer.tsx';

type Filter = ReturnType<typeof intercomSearch>;

/** Cameras that look out of panels: where they stand, and how their panels are. */
export function IntercomListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.intercoms) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...intercomsQuery(filter), placeholderData: keepPreviousData });
  const columns = useIntercomColumns();
  const { visible, toggle } = useColumns('intercoms', columns);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) =>
    void navigate({ to: paths.intercoms, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <ListFrame
      title={t('pages.intercoms')}
      total={total === undefined ? undefined : countText(a, total, t('count.intercoms', { count: total }))}
      tools={
        <>
          <Filters filter={filter} onChange={set} />
          <ColumnMenu columns={columns} visible={visible} onToggle={toggle} />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('intercom.none')}
      emptyText={t('intercom.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.intercoms, search: {} }) : undefined}
    >
      <DataTable
        label={t('pages.intercoms')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        visible={visible}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

function Filters({ filter, onChange }: { filter: Filter; onChange: (change: Filter) => void }) {
  const { t } = useWords();
  return (
    <>
      <SearchField label={t('intercom.search')} value={filter.search} onChange={(search) => onChange({ search })} />
      <OrganizationFilter
        organizationId={filter.organizationId}
        onChange={(organizationId) => onChange({ organizationId })}
      />
      <Select
        w={180}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('panel.model')}
        placeholder={t('intercom.anyModel')}
        value={filter.model ?? null}
        data={PANEL_MODELS.map((value) => ({ value, label: t(`panel.models.${value}`) }))}
        onChange={(value) => onChange({ model: PANEL_MODELS.find((one) => one === value) })}
      />
      <Checkbox
        label={t('intercom.silentOnly')}
        checked={filter.silent === true}
        onChange={(event) => onChange({ silent: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        label={t('intercom.waitingOnly')}
        checked={filter.keysWaiting === true}
        onChange={(event) => onChange({ keysWaiting: event.currentTarget.checked || undefined })}
      />
    </>
  );
}

function useIntercomColumns(): readonly Column<Intercom>[] {
  const { t } = useWords();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('camera.title'),
        cell: ({ id, title, name }) => (
          <LinkAnchor to={paths.intercom} params={{ intercomId: id }} search={{}} fz="inherit">
            {title || name}
          </LinkAnchor>
        ),
      },
      { id: 'address', header: t('camera.address'), cell: ({ address }) => address || '–' },
      { id: 'entrance', header: t('door.entrance'), numeric: true, cell: ({ entrance }) => entrance ?? '–' },
      {
        id: 'model',
        header: t('panel.model'),
        cell: ({ model }) => (model === null ? t('panel.modelUnknown') : t(`panel.models.${model}`)),
      },
      { id: 'panel', header: t('intercom.panel'), cell: (one) => <PanelAnswer of={one} /> },
      {
        id: 'waiting',
        header: t('intercom.keysWaiting'),
        numeric: true,
        cell: ({ id, keysWaiting }) =>
          keysWaiting === 0 ? (
            0
          ) : (
            <LinkAnchor to={paths.intercom} params={{ intercomId: id }} search={{ tab: 'keys' }} fz="inherit">
              {keysWaiting}
            </LinkAnchor>
          ),
      },
      {
        id: 'flats',
        header: t('intercom.flats'),
        numeric: true,
        cell: ({ id, flats }) => (
          <LinkAnchor to={paths.intercom} params={{ intercomId: id }} search={{ tab: 'apartments' }} fz="inherit">
            {flats}
          </LinkAnchor>
        ),
      },
      {
        id: 'organization',
        header: t('camera.organization'),
        optional: true,
        cell: ({ organization: { id, title } }) => (
          <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{}} c="inherit" fz="inherit">
            {title}
          </LinkAnchor>
        ),
      },
      { id: 'id', header: 'ID', numeric: true, optional: true, cell: ({ id }) => id },
    ],
    [t],
  );
}
