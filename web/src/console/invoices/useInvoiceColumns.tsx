import { Text } from '@mantine/core';
import { useMemo } from 'react';
import type { Invoice } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { money } from '../../format/money.ts';
import { dayText, monthText } from '../../format/time.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useWords } from '../../ui/useWords.ts';
import { InvoiceFiles } from './InvoiceFiles.tsx';
import { InvoiceMenu } from './InvoiceMenu.tsx';
import { InvoiceStatus } from './InvoiceStatus.tsx';

/** Columns of a list of invoices; whose and of which month only where the list is not about one alone. */
export function useInvoiceColumns({ organization = false, month = false }): Column<Invoice>[] {
  const { t, language } = useWords();
  const mayManage = useMay('invoices.manage');
  return useMemo(
    () => [
      { id: 'number', header: t('invoice.number'), cell: (invoice) => <Numbers invoice={invoice} /> },
      ...(organization
        ? [{ id: 'buyer', header: t('camera.organization'), cell: (invoice: Invoice) => <Buyer invoice={invoice} /> }]
        : []),
      ...(month
        ? [{ id: 'month', header: t('invoice.month'), cell: (one: Invoice) => monthText(one.month, language) }]
        : []),
      { id: 'issuedOn', header: t('invoice.issuedOn'), cell: (invoice) => <Days invoice={invoice} /> },
      { id: 'total', header: t('invoice.total'), numeric: true, cell: ({ total }) => money(total, language) },
      {
        id: 'tax',
        header: t('invoice.tax'),
        numeric: true,
        cell: ({ tax, total: { currency } }) => money({ amount: tax, currency }, language),
      },
      { id: 'status', header: t('invoice.status'), cell: (invoice) => <InvoiceStatus invoice={invoice} /> },
      { id: 'files', header: t('invoice.files'), cell: (invoice) => <InvoiceFiles invoice={invoice} /> },
      ...(mayManage
        ? [{ id: 'actions', header: t('list.actions'), cell: (invoice: Invoice) => <InvoiceMenu invoice={invoice} /> }]
        : []),
    ],
    [t, language, mayManage, organization, month],
  );
}

/** Its own and its credit note's. */
function Numbers({ invoice: { number, creditNote } }: { invoice: Invoice }) {
  const { t } = useWords();
  return (
    <>
      <Text fz="inherit" className="numbers" span style={{ whiteSpace: 'nowrap' }}>
        {number}
      </Text>
      {creditNote !== null && (
        <Text fz={13} c="dimmed" className="numbers">
          {t('invoice.creditNoteNumber', { number: creditNote.number })}
        </Text>
      )}
    </>
  );
}

/** When it was issued, and until when it is to be paid. */
function Days({ invoice: { issuedOn, dueOn } }: { invoice: Invoice }) {
  const { t, language } = useWords();
  return (
    <>
      {dayText(issuedOn, language)}
      {dueOn !== null && (
        <Text fz={13} c="dimmed">
          {t('invoice.dueOn', { date: dayText(dueOn, language) })}
        </Text>
      )}
    </>
  );
}

/** The card of the organization, and its name in the document where that is another one. */
function Buyer({ invoice: { organization, buyer } }: { invoice: Invoice }) {
  const { t } = useWords();
  if (organization.title === null)
    return (
      <>
        {buyer}
        <Text fz={13} c="dimmed">
          {t('invoice.organizationGone')}
        </Text>
      </>
    );
  return (
    <>
      <LinkAnchor
        to={paths.organization}
        params={{ organizationId: organization.id }}
        search={{ tab: 'invoices' }}
        fz="inherit"
      >
        {organization.title}
      </LinkAnchor>
      {buyer !== organization.title && (
        <Text fz={13} c="dimmed">
          {buyer}
        </Text>
      )}
    </>
  );
}
