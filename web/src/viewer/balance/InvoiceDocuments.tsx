import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type OwnInvoice, ownDocument } from '../../api/ownInvoices.ts';
import { useWords } from '../../ui/useWords.ts';

/** The invoice with its act, or with what made it void, each as PDF. */
export function InvoiceDocuments({ invoice: { id, number, hasAct, creditNote } }: { invoice: OwnInvoice }) {
  const { t } = useWords();
  const kinds = [
    'invoice' as const,
    // The act of what was made void would say what the next one says otherwise.
    ...(hasAct && creditNote === null ? (['act'] as const) : []),
    ...(creditNote === null ? [] : (['credit_note'] as const)),
  ];
  return (
    <Group gap={8}>
      {kinds.map((kind) => (
        <Download
          key={kind}
          href={ownDocument(id, kind)}
          label={t(`ownInvoice.kinds.${kind}`)}
          whole={`${t(`ownInvoice.kinds.${kind}`)} ${kind === 'credit_note' ? (creditNote?.number ?? '') : number}, PDF`}
        />
      ))}
    </Group>
  );
}

interface DownloadProps {
  readonly href: string;
  readonly label: string;
  /** What it is called for who hears it apart from its row. */
  readonly whole: string;
}

export function Download({ href, label, whole }: DownloadProps) {
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      size="compact-sm"
      fw={500}
      mih={{ base: 44, sm: 32 }}
      leftSection={<IconDownload size={16} stroke={1.6} />}
      aria-label={whole}
    >
      {label}
    </Button>
  );
}
