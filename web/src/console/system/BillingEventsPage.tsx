import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type BillingFilter, billingEventsQuery, billingTailQuery } from '../../api/billingEvents.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BillingEventDrawer } from './BillingEventDrawer.tsx';
import { BillingEventTable } from './BillingEventTable.tsx';
import { BillingEventTools } from './BillingEventTools.tsx';

/** What the billing asked for, and what came of it. */
export function BillingEventsPage() {
  const { t, a } = useWords();
  const { event, live, ...filter } = useSearch({ from: inConsole(paths.billingEvents) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...billingEventsQuery(filter), placeholderData: keepPreviousData });
  useQuery(billingTailQuery(useQueryClient(), filter, live === true));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: BillingFilter & { readonly live?: true | undefined }) =>
    void navigate({ to: paths.billingEvents, search: (before) => ({ ...before, ...change }), replace: true });
  const open = useCallback(
    (id: number | undefined) =>
      void navigate({ to: paths.billingEvents, search: (before) => ({ ...before, event: id }) }),
    [navigate],
  );
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <ListFrame
        title={t('pages.billingEvents')}
        total={total === undefined ? undefined : countText(a, total, t('count.events', { count: total }))}
        tools={
          <BillingEventTools
            filter={filter}
            live={live === true}
            onChange={set}
            onLive={(on) => set({ live: on || undefined })}
          />
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('billing.none')}
        emptyText={t('billing.noneMore')}
        onClear={filtered ? () => void navigate({ to: paths.billingEvents, search: {} }) : undefined}
      >
        <BillingEventTable events={rows} onOpen={open} stale={list.isPlaceholderData} />
      </ListFrame>
      <BillingEventDrawer id={event} onClose={() => open(undefined)} />
    </>
  );
}
