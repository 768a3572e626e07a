import { Stack, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { MoneyDocument } from '../../api/types.ts';
import { money } from '../../format/money.ts';
import { number } from '../../format/numbers.ts';
import { dayText } from '../../format/time.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useWords } from '../../ui/useWords.ts';
import { rateText } from '../requisites/rateText.ts';

type Line = MoneyDocument['lines'][number];

/** What a document says: its lines, the tax within them, and the total. */
export function InvoiceLines({ document, stale }: { document: MoneyDocument; stale: boolean }) {
  const { t, language } = useWords();
  const { currency } = document.total;
  const columns = useMemo<Column<Line>[]>(() => {
    const say = (amount: string) => money({ amount, currency }, language);
    return [
      { id: 'title', header: t('invoice.line.title'), cell: ({ title }) => title },
      {
        id: 'days',
        header: t('invoice.line.days'),
        cell: ({ from, to }) => `${dayText(from, language)} – ${dayText(to, language)}`,
      },
      {
        id: 'cameraDays',
        header: t('invoice.line.cameraDays'),
        numeric: true,
        cell: ({ cameraDays }) => number(cameraDays, language),
      },
      {
        id: 'rate',
        header: t('invoice.line.taxRate'),
        numeric: true,
        cell: ({ taxRate }) => rateText(taxRate, t, language),
      },
      { id: 'amount', header: t('invoice.line.amount'), numeric: true, cell: ({ amount }) => say(amount) },
    ];
  }, [t, language, currency]);
  return (
    <Stack gap={12}>
      <DataTable
        label={t('invoice.lines')}
        columns={columns}
        rows={document.lines}
        rowId={({ title, from }) => `${title} ${from}`}
        stale={stale}
      />
      <Sums document={document} />
    </Stack>
  );
}

/** The tax of each rate, the total, and what of it is left to pay. */
function Sums({ document: { total, taxes, due } }: { document: MoneyDocument }) {
  const { t, language } = useWords();
  const say = (amount: string) => money({ amount, currency: total.currency }, language);
  const rows = [
    ...taxes
      .filter(({ rate }) => rate !== null)
      .map(({ rate, tax }) => [t('invoice.taxOf', { rate: rateText(rate, t, language) }), say(tax)] as const),
    [t('invoice.total'), say(total.amount)] as const,
    ...(due === null || due === total.amount ? [] : [[t('invoice.due'), say(due)] as const]),
  ];
  return (
    <Table withRowBorders={false} verticalSpacing={4} maw={420} style={{ alignSelf: 'flex-end' }}>
      <Table.Tbody>
        {rows.map(([label, sum]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row" fw={400}>
              <Text fz={14} c="dimmed">
                {label}
              </Text>
            </Table.Th>
            <Table.Td ta="right" fw={600} className="numbers">
              {sum}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
