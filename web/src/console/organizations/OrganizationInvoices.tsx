import { Stack, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { invoicesQuery } from '../../api/invoices.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useInvoiceColumns } from '../invoices/useInvoiceColumns.tsx';
import { InvoicePreview } from './InvoicePreview.tsx';
import { PayerRequisites } from './PayerRequisites.tsx';

/** What its next invoice would say, those that it got, and what they say of it. */
export function OrganizationInvoices({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const list = useInfiniteQuery({ ...invoicesQuery({ organizationId }), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useInvoiceColumns({ month: true });
  return (
    <Stack gap={32}>
      <InvoicePreview organizationId={organizationId} />
      <Stack gap={12}>
        <Title order={2}>{t('invoice.issued')}</Title>
        <ListFrame
          inner
          title={t('tabs.invoices')}
          list={list}
          empty={rows.length === 0}
          emptyTitle={t('invoice.none')}
          emptyText={t('invoice.noneOfOrganization')}
        >
          <DataTable label={t('tabs.invoices')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
        </ListFrame>
      </Stack>
      <PayerRequisites organizationId={organizationId} />
    </Stack>
  );
}
