import { Badge, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { presetsQuery } from '../../api/presets.ts';
import type { Preset } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { number } from '../../format/numbers.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

export function PresetListPage() {
  const { t, a, language } = useWords();
  const { search } = useSearch({ from: inConsole(paths.presets) });
  const navigate = useNavigate();
  const list = useQuery(presetsQuery);
  const all = list.data?.items ?? [];
  const rows = all.filter(({ title }) => search === undefined || title.toLowerCase().includes(search.toLowerCase()));
  const columns = useMemo<Column<Preset>[]>(
    () => [
      {
        id: 'title',
        header: t('preset.title'),
        cell: (preset) => (
          <Group gap={8}>
            <LinkAnchor to={paths.preset} params={{ presetId: preset.id }} fz="inherit">
              {preset.title}
            </LinkAnchor>
            {preset.isDefault && (
              <Badge color="gray" c="var(--mantine-color-text)">
                {t('preset.default')}
              </Badge>
            )}
          </Group>
        ),
      },
      {
        id: 'days',
        header: t('camera.archive'),
        numeric: true,
        cell: ({ archiveDays }) => (archiveDays ? t('camera.days', { count: archiveDays }) : t('preset.noArchive')),
      },
      {
        id: 'gigabytes',
        header: t('camera.archiveGigabytes'),
        numeric: true,
        cell: ({ archiveGigabytes }) => (archiveGigabytes === null ? '–' : number(archiveGigabytes, language)),
      },
      {
        id: 'adjustable',
        header: t('preset.adjustable'),
        cell: ({ adjustable }) => (adjustable ? t('preset.yes') : t('preset.locked')),
      },
      {
        id: 'cameras',
        header: t('pages.cameras'),
        numeric: true,
        cell: ({ id, cameraCount }) => (
          <LinkAnchor to={paths.consoleCameras} search={{ presetId: id }} fz="inherit">
            {number(cameraCount, language)}
          </LinkAnchor>
        ),
      },
    ],
    [t, language],
  );
  const filter = (words: string | undefined) =>
    void navigate({ to: paths.presets, search: { search: words }, replace: true });
  return (
    <ListFrame
      title={t('pages.presets')}
      total={list.isSuccess ? countText(a, rows.length, t('count.presets', { count: rows.length })) : undefined}
      action={
        <LinkButton to={paths.presetNew} leftSection={<IconPlus size={18} />}>
          {t('preset.add')}
        </LinkButton>
      }
      tools={<SearchField label={t('preset.search')} value={search} onChange={filter} />}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('preset.none')}
      emptyText={t('preset.noneMore')}
      onClear={search === undefined ? undefined : () => filter(undefined)}
    >
      <DataTable label={t('pages.presets')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}
