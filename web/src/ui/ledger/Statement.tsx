import { Button, Select, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ENTRY_KINDS, type StatementFilter, statementQuery } from '../../api/ledger.ts';
import type { StatementLine } from '../../api/types.ts';
import { money } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import { When } from '../status/When.tsx';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/DataTable.tsx';
import { ListFrame } from '../table/ListFrame.tsx';
import { useWords } from '../useWords.ts';

interface StatementProps {
  readonly organizationId: number;
  readonly filter: StatementFilter;
  readonly onFilter: (filter: StatementFilter) => void;
  /** Further columns: who entered it, what can be done with it. */
  readonly more?: readonly Column<StatementLine>[];
}

/** The movements on a balance, newest first, by kind and period. */
export function Statement({ organizationId, filter, onFilter, more = NONE }: StatementProps) {
  const { t, language } = useWords();
  const list = useInfiniteQuery({ ...statementQuery(organizationId, filter), placeholderData: keepPreviousData });
  const lines = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const columns = useMemo<Column<StatementLine>[]>(
    () => [
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'kind', header: t('balance.kind'), cell: ({ kind }) => t(`balance.kinds.${kind}`) },
      { id: 'amount', header: t('balance.amount'), numeric: true, cell: (line) => money(line, language, true) },
      {
        id: 'balance',
        header: t('balance.after'),
        numeric: true,
        cell: ({ balance, currency }) => money({ amount: balance, currency }, language),
      },
      { id: 'comment', header: t('balance.comment'), cell: (line) => <Words line={line} /> },
      ...more,
    ],
    [t, language, more],
  );
  return (
    <ListFrame
      inner
      title={t('balance.statement')}
      list={list}
      tools={<Filters filter={filter} onFilter={onFilter} />}
      empty={lines.length === 0}
      emptyTitle={t('balance.none')}
      emptyText={t('balance.noneMore')}
      onClear={filtered ? () => onFilter({}) : undefined}
    >
      <DataTable
        label={t('balance.statement')}
        columns={columns}
        rows={lines}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

const NONE: readonly Column<StatementLine>[] = [];

/** The day that was charged, or what was said of it, and the sender's number. */
function Words({ line: { day, comment, paymentId } }: { line: StatementLine }) {
  const { t, language } = useWords();
  const words = [day === null ? '' : t('balance.forDay', { date: dayText(day, language) }), comment];
  const said = words.filter(Boolean).join(' · ');
  return (
    <>
      {said}
      {paymentId !== null && (
        <Text fz={13} c="dimmed" span>
          {said === '' ? '' : ' · '}
          {t('balance.number', { number: paymentId })}
        </Text>
      )}
    </>
  );
}

function Filters({ filter, onFilter }: Pick<StatementProps, 'filter' | 'onFilter'>) {
  const { t, a } = useWords();
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      aria-label={t(`balance.${name}`)}
      leftSection={
        <Text fz={13} c="dimmed">
          {t(`balance.${name}`)}
        </Text>
      }
      leftSectionWidth={48}
      min="1970-01-01"
      max="9998-12-31"
      value={filter[name] ?? ''}
      onChange={(event) => onFilter({ ...filter, [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <>
      <Select
        w={190}
        clearable
        clearButtonProps={{ 'aria-label': t('form.clear') }}
        aria-label={t('balance.kind')}
        placeholder={t('balance.anyKind')}
        value={filter.kind ?? null}
        data={ENTRY_KINDS.map((value) => ({ value, label: t(`balance.kinds.${value}`) }))}
        onChange={(value) => onFilter({ ...filter, kind: ENTRY_KINDS.find((one) => one === value) })}
      />
      {day('from')}
      {day('to')}
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button variant="subtle" onClick={() => onFilter({})}>
          {a('actions.clearFilters')}
        </Button>
      )}
    </>
  );
}
