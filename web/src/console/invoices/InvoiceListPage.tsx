import { Anchor, Group, Select, Stack, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { INVOICE_STATUSES, type InvoiceFilter, invoicesFile, invoicesQuery } from '../../api/invoices.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { todayIn } from '../../format/time.ts';
import { countText } from '../../ui/countText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { MonthStepper } from '../money/MonthStepper.tsx';
import { monthBeside } from '../money/month.ts';
import { OrganizationFilter } from '../OrganizationFilter.tsx';
import { MonthInvoices } from './MonthInvoices.tsx';
import { useInvoiceColumns } from './useInvoiceColumns.tsx';

/** The invoices of a month: what is to be done for them, what they come to, and each of them. */
export function InvoiceListPage() {
  const { t, a } = useWords();
  const running = todayIn(useZone()).slice(0, 7);
  const filter = useSearch({ from: inConsole(paths.invoices) });
  const navigate = useNavigate();
  const before = monthBeside(running, -1);
  const month = filter.month ?? before;
  // A number is looked for in all months: whoever has it on paper need not know which one it is of.
  const found = filter.search !== undefined;
  const list = useInfiniteQuery({
    ...invoicesQuery({ ...filter, month: found ? undefined : month }),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: InvoiceFilter) =>
    void navigate({ to: paths.invoices, search: { ...filter, ...change }, replace: true });
  const columns = useInvoiceColumns({ organization: true, month: found });
  const filtered = found || filter.organizationId !== undefined || filter.status !== undefined;
  useTitle(t('pages.invoices'));
  return (
    <Stack gap="lg">
      <Group justify="space-between" mih={36} gap={8}>
        <Title order={1}>{t('pages.invoices')}</Title>
        <MonthStepper
          month={month}
          last={running}
          onChange={(to) => set({ month: to === before ? undefined : to, search: undefined })}
        />
      </Group>
      {!found && <MonthInvoices key={month} month={month} />}
      <Stack gap={12}>
        <Group justify="space-between" align="baseline" gap={8}>
          <Title order={2}>{found ? t('invoice.found') : t('invoice.list')}</Title>
          {total !== undefined && total > 0 && (
            <Group gap={16}>
              {countText(a, total, t('count.invoices', { count: total }))}
              {!found && <MonthFile month={month} filter={filter} />}
            </Group>
          )}
        </Group>
        <ListFrame
          inner
          title={t('pages.invoices')}
          tools={<Filters filter={filter} onFilter={set} />}
          list={list}
          empty={rows.length === 0}
          emptyTitle={t('invoice.none')}
          emptyText={t('invoice.noneMore')}
          onClear={
            filtered
              ? () => void navigate({ to: paths.invoices, search: { month: filter.month }, replace: true })
              : undefined
          }
        >
          <DataTable
            label={t('pages.invoices')}
            columns={columns}
            rows={rows}
            rowId={({ id }) => String(id)}
            stale={list.isPlaceholderData}
          />
        </ListFrame>
      </Stack>
    </Stack>
  );
}

function MonthFile({ month, filter }: { month: string; filter: InvoiceFilter }) {
  const { t } = useWords();
  return (
    <Anchor href={invoicesFile(month, filter)} download fz={14}>
      <Group gap={4}>
        <IconDownload size={16} stroke={1.6} />
        {t('usage.download')}
      </Group>
    </Anchor>
  );
}

function Filters({ filter, onFilter }: { filter: InvoiceFilter; onFilter: (change: InvoiceFilter) => void }) {
  const { t } = useWords();
  return (
    <>
      <SearchField label={t('invoice.search')} value={filter.search} onChange={(search) => onFilter({ search })} />
      <OrganizationFilter
        organizationId={filter.organizationId}
        onChange={(organizationId) => onFilter({ organizationId })}
      />
      <Select
        w={170}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('invoice.status')}
        placeholder={t('invoice.anyStatus')}
        value={filter.status ?? null}
        data={INVOICE_STATUSES.map((value) => ({ value, label: t(`invoice.statuses.${value}`) }))}
        onChange={(value) => onFilter({ status: INVOICE_STATUSES.find((one) => one === value) })}
      />
    </>
  );
}
