import { Badge, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { KeyTablePreview } from '../../api/keyTables.ts';
import { refusalText } from '../../api/problems/refusalWords.ts';
import { number } from '../../format/numbers.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Figure } from '../money/Figure.tsx';

const COLORS = { add: 'green', comment: 'blue', remove: 'red' } as const;
const COUNTS = ['add', 'comment', 'remove', 'same', 'faulty'] as const;
type Difference = KeyTablePreview['differences'][number];
type Fault = KeyTablePreview['faults'][number];

/** What a table of keys would change, and which of its rows are left out. */
export function KeyTableDifferences({ preview: { counts, differences, faults } }: { preview: KeyTablePreview }) {
  const { t, language } = useWords();
  const all = counts.add + counts.comment + counts.remove;
  return (
    <Stack gap={12} role="status">
      <SimpleGrid cols={{ base: 2, sm: 5 }} spacing={12}>
        {COUNTS.map((name) => (
          <Figure key={name} label={t(`keyTable.counts.${name}`)} value={number(counts[name], language)} />
        ))}
      </SimpleGrid>
      {faults.length > 0 && <Faults faults={faults} all={counts.faulty} />}
      {all === 0 ? <Text fz={14}>{t('keyTable.nothing')}</Text> : <Changes differences={differences} all={all} />}
    </Stack>
  );
}

function Changes({ differences, all }: { differences: readonly Difference[]; all: number }) {
  const { t } = useWords();
  const columns = useMemo<Column<Difference>[]>(
    () => [
      {
        id: 'action',
        header: t('keyTable.change'),
        cell: ({ action }) => (
          <Badge color={COLORS[action]} c="var(--mantine-color-text)">
            {t(`keyTable.actions.${action}`)}
          </Badge>
        ),
      },
      { id: 'flat', header: t('key.apartment'), cell: ({ flat }) => flat },
      { id: 'digits', header: t('key.digits'), cell: ({ digits }) => <span className="numbers">{digits}</span> },
      { id: 'comment', header: t('keyTable.comment'), cell: ({ comment }) => comment },
      { id: 'organization', header: t('keyTable.contract'), cell: ({ organization }) => organization },
    ],
    [t],
  );
  const rowId = ({ organizationId, digits }: Difference) => `${organizationId} ${digits}`;
  return (
    <>
      <DataTable label={t('keyTable.changes')} columns={columns} rows={[...differences]} rowId={rowId} />
      <First shown={differences.length} all={all} />
    </>
  );
}

function Faults({ faults, all }: { faults: readonly Fault[]; all: number }) {
  const { t } = useWords();
  const columns = useMemo<Column<Fault>[]>(
    () => [
      { id: 'line', header: t('keyTable.row'), numeric: true, cell: ({ line }) => line },
      { id: 'why', header: t('keyTable.why'), cell: (fault) => refusalText(fault) ?? fault.message },
    ],
    [t],
  );
  return (
    <>
      <DataTable
        label={t('keyTable.counts.faulty')}
        columns={columns}
        rows={[...faults]}
        rowId={({ line, column }) => `${line} ${column}`}
      />
      <First shown={faults.length} all={all} />
    </>
  );
}

function First({ shown, all }: { shown: number; all: number }) {
  const { t } = useWords();
  return shown < all ? (
    <Text fz={13} c="dimmed">
      {t('keyTable.first', { shown, all })}
    </Text>
  ) : null;
}
