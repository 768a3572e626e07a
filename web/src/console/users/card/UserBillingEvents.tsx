import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { billingEventsQuery } from '../../../api/billingEvents.ts';
import { paths } from '../../../app/routes/paths.ts';
import { ListFrame } from '../../../ui/table/ListFrame.tsx';
import { useWords } from '../../../ui/useWords.ts';
import { BillingEventTable } from '../../system/BillingEventTable.tsx';

/** What billings asked for about the user or the contract that it was made under. A request leads to its card. */
export function UserBillingEvents({ userId }: { userId: number }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...billingEventsQuery({ userId }), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = useCallback(
    (event: number) => void navigate({ to: paths.billingEvents, search: { userId, event } }),
    [navigate, userId],
  );
  return (
    <ListFrame
      inner
      title={t('pages.billingEvents')}
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('billing.none')}
      emptyText={t('userCard.noBillingEvents')}
    >
      <BillingEventTable events={rows} onOpen={open} stale={list.isPlaceholderData} short />
    </ListFrame>
  );
}
