import { Badge, Group, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { plansQuery } from '../../api/plans.ts';
import type { Plan } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { planSearch } from '../../app/routes/searches.ts';
import { money } from '../../format/money.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

type Filter = ReturnType<typeof planSearch>;

/** What is charged for presets. */
export function PlanListPage() {
  const { t, a, language } = useWords();
  const filter = useSearch({ from: inConsole(paths.plans) });
  const navigate = useNavigate();
  const list = useQuery(plansQuery);
  const words = filter.search?.toLowerCase() ?? '';
  const rows = (list.data?.items ?? []).filter(
    ({ name, note, archived }) =>
      (filter.archived === true || !archived) && `${name} ${note}`.toLowerCase().includes(words),
  );
  const set = (change: Filter) => void navigate({ to: paths.plans, search: { ...filter, ...change }, replace: true });
  const columns = useMemo<Column<Plan>[]>(
    () => [
      {
        id: 'name',
        header: t('plan.name'),
        cell: (plan) => (
          <Group gap={8}>
            <LinkAnchor to={paths.plan} params={{ planId: plan.id }} fz="inherit">
              {plan.name}
            </LinkAnchor>
            {plan.isDefault && <Mark words={t('plan.default')} />}
            {plan.archived && <Mark words={t('plan.archived')} />}
          </Group>
        ),
      },
      {
        id: 'price',
        header: t('plan.price'),
        numeric: true,
        cell: ({ price }) => (price === null ? t('plan.noPrice') : money(price, language)),
      },
      {
        id: 'preset',
        header: t('camera.preset'),
        cell: ({ preset }) => (
          <LinkAnchor to={paths.preset} params={{ presetId: preset.id }} fz="inherit">
            {preset.title}
          </LinkAnchor>
        ),
      },
      { id: 'note', header: t('plan.note'), cell: ({ note }) => note },
    ],
    [t, language],
  );
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <ListFrame
      title={t('pages.plans')}
      total={list.isSuccess ? countText(a, rows.length, t('count.plans', { count: rows.length })) : undefined}
      action={
        <LinkButton to={paths.planNew} leftSection={<IconPlus size={18} />}>
          {t('plan.add')}
        </LinkButton>
      }
      tools={
        <>
          <SearchField label={t('plan.search')} value={filter.search} onChange={(search) => set({ search })} />
          <Switch
            label={t('plan.showArchived')}
            checked={filter.archived === true}
            onChange={(event) => set({ archived: event.currentTarget.checked ? true : undefined })}
          />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('plan.none')}
      emptyText={t('plan.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.plans, search: {} }) : undefined}
    >
      <DataTable label={t('pages.plans')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}

function Mark({ words }: { words: string }) {
  return (
    <Badge color="gray" c="var(--mantine-color-text)">
      {words}
    </Badge>
  );
}
