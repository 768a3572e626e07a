import { Group, Select, Switch } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ticketsQuery } from '../../api/tickets.ts';
import type { Ticket } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import type { ticketSearch } from '../../app/routes/searches.ts';
import { countText } from '../../ui/countText.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { TicketState } from '../../ui/thread/TicketState.tsx';
import { UnreadMark } from '../../ui/thread/UnreadMark.tsx';
import { useWords } from '../../ui/useWords.ts';

type Filter = ReturnType<typeof ticketSearch>;
const STATES = ['open', 'closed'] as const;

/** What subscribers asked. */
export function TicketListPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.tickets) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...ticketsQuery(filter), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: Filter) => void navigate({ to: paths.tickets, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const columns = useMemo<Column<Ticket>[]>(
    () => [
      {
        id: 'title',
        header: t('ticket.title'),
        cell: (ticket) => (
          <Group gap={8} wrap="nowrap">
            <LinkAnchor to={paths.ticket} params={{ ticketId: ticket.id }} fz="inherit" truncate>
              {ticket.title}
            </LinkAnchor>
            {ticket.unread && <UnreadMark />}
          </Group>
        ),
      },
      { id: 'state', header: t('ticket.state'), cell: (ticket) => <TicketState ticket={ticket} /> },
      {
        id: 'organization',
        header: t('camera.organization'),
        cell: ({ organization }) =>
          organization && (
            <LinkAnchor to={paths.organization} params={{ organizationId: organization.id }} search={{}} fz="inherit">
              {organization.title}
            </LinkAnchor>
          ),
      },
      { id: 'author', header: t('ticket.author'), cell: ({ author }) => author.login },
      { id: 'last', header: t('ticket.last'), cell: ({ lastMessageAt }) => <When at={lastMessageAt} /> },
      { id: 'created', header: t('ticket.created'), cell: ({ createdAt }) => <When at={createdAt} /> },
    ],
    [t],
  );
  return (
    <ListFrame
      title={t('pages.tickets')}
      total={total === undefined ? undefined : countText(a, total, t('count.tickets', { count: total }))}
      tools={
        <>
          <SearchField label={t('ticket.search')} value={filter.search} onChange={(search) => set({ search })} />
          <Select
            w={190}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            aria-label={t('ticket.state')}
            placeholder={t('ticket.anyState')}
            value={filter.state ?? null}
            data={STATES.map((value) => ({ value, label: t(`ticket.states.${value}`) }))}
            onChange={(value) => set({ state: STATES.find((one) => one === value) })}
          />
          <Switch
            label={t('ticket.waiting')}
            checked={filter.waiting === true}
            onChange={(event) => set({ waiting: event.currentTarget.checked ? true : undefined })}
          />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('ticket.none')}
      emptyText={t('ticket.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.tickets, search: {} }) : undefined}
    >
      <DataTable
        label={t('pages.tickets')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}
