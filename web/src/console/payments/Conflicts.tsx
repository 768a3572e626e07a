import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { closeConflict, conflictsQuery, type PaymentConflict } from '../../api/payments.ts';
import { paths } from '../../app/routes/paths.ts';
import { money } from '../../format/money.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Payments that a provider told twice and not the same. */
export function Conflicts() {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const list = useInfiniteQuery(conflictsQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { mutate, isPending, variables } = useMutation({
    mutationFn: closeConflict,
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['payments', 'conflicts'] }),
  });
  const columns = useMemo<Column<PaymentConflict>[]>(
    () => [
      {
        id: 'payment',
        header: t('payments.payment'),
        cell: ({ paymentId, gateway }) => `${gateway.name}: ${paymentId}`,
      },
      {
        id: 'booked',
        header: t('payments.booked'),
        cell: ({ booked }) => (
          <>
            {money(booked, language)},{' '}
            {booked.organization.title === null ? (
              t('money.deleted', { id: booked.organization.id })
            ) : (
              <LinkAnchor
                to={paths.organization}
                params={{ organizationId: booked.organization.id }}
                search={{ tab: 'balance' }}
                fz="inherit"
              >
                {booked.organization.title}
              </LinkAnchor>
            )}
          </>
        ),
      },
      { id: 'told', header: t('payments.told'), cell: ({ told }) => `${money(told, language)}, ${told.account}` },
      { id: 'times', header: t('payments.times'), numeric: true, cell: ({ times }) => times },
      { id: 'last', header: t('payments.lastAt'), cell: ({ lastAt }) => <When at={lastAt} /> },
      {
        id: 'actions',
        header: t('list.actions'),
        cell: ({ id, paymentId }) => (
          <Button
            size="compact-sm"
            variant="default"
            loading={isPending && variables === id}
            aria-label={t('payments.closeLabel', { id: paymentId })}
            onClick={() => mutate(id)}
          >
            {t('payments.close')}
          </Button>
        ),
      },
    ],
    [t, language, mutate, isPending, variables],
  );
  return (
    <ListFrame
      inner
      title={t('payments.tabs.conflicts')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('payments.none.conflicts')}
      emptyText={t('payments.noneMore.conflicts')}
    >
      <DataTable label={t('payments.tabs.conflicts')} columns={columns} rows={rows} rowId={({ id }) => String(id)} />
    </ListFrame>
  );
}
