import { Anchor, Group } from '@mantine/core';
import { type DocumentKind, invoiceFile } from '../../api/invoices.ts';
import type { Invoice } from '../../api/types.ts';
import { useWords } from '../../ui/useWords.ts';

/** Each document of an invoice as a file. */
export function InvoiceFiles({ invoice: { id, number, hasAct, creditNote } }: { invoice: Invoice }) {
  const { t } = useWords();
  return (
    <Group gap="2px 12px">
      <FileLink id={id} kind="invoice" words="PDF" number={number} />
      {hasAct && <FileLink id={id} kind="act" words={t('invoice.kinds.act')} number={number} />}
      {creditNote !== null && (
        <FileLink id={id} kind="credit_note" words={t('invoice.kinds.credit_note')} number={creditNote.number} />
      )}
      <FileLink id={id} kind="invoice" format="csv" words="CSV" number={number} />
    </Group>
  );
}

interface FileLinkProps {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly format?: 'pdf' | 'csv';
  readonly words: string;
  readonly number: string;
}

function FileLink({ id, kind, format = 'pdf', words, number }: FileLinkProps) {
  const { t } = useWords();
  return (
    <Anchor
      href={invoiceFile(id, kind, format)}
      download
      fz="inherit"
      style={{ whiteSpace: 'nowrap' }}
      aria-label={t('invoice.download', { what: words, number })}
    >
      {words}
    </Anchor>
  );
}
