import { Badge, Select, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { MESSAGE_KINDS, type MessageFilter, messagesQuery, type SentMessage } from '../../api/system.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { phoneText } from '../../format/phone.ts';
import { countText } from '../../ui/countText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

/** What became of a message, as one word. */
type Fate = SentMessage['state'] | NonNullable<SentMessage['outcome']>;
const COLORS: Readonly<Record<Fate, string>> = {
  waiting: 'blue',
  sent: 'gray',
  given_up: 'red',
  delivered: 'green',
  expired: 'red',
  deleted: 'red',
  undeliverable: 'red',
  rejected: 'red',
  unknown: 'gray',
};

/** Whether a code or a letter arrived: what the support desk is asked. */
export function MessagesPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.messages) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...messagesQuery(filter), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: MessageFilter) =>
    void navigate({ to: paths.messages, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const columns = useMemo<Column<SentMessage>[]>(
    () => [
      {
        id: 'recipient',
        header: t('messages.recipient'),
        cell: ({ kind, recipient }) =>
          recipient === null ? t('messages.noRecipient') : kind === 'sms' ? phoneText(recipient) : recipient,
      },
      { id: 'kind', header: t('messages.kind'), cell: ({ kind }) => t(`messages.kinds.${kind}`) },
      { id: 'at', header: t('messages.at'), cell: ({ createdAt }) => <When at={createdAt} /> },
      { id: 'state', header: t('messages.state'), cell: (message) => <FateOf message={message} /> },
    ],
    [t],
  );
  return (
    <ListFrame
      title={t('pages.messages')}
      total={total === undefined ? undefined : countText(a, total, t('count.messages', { count: total }))}
      tools={
        <>
          <SearchField label={t('messages.search')} value={filter.search} onChange={(search) => set({ search })} />
          <Select
            w={170}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            aria-label={t('messages.kind')}
            placeholder={t('messages.anyKind')}
            value={filter.kind ?? null}
            data={MESSAGE_KINDS.map((value) => ({ value, label: t(`messages.kinds.${value}`) }))}
            onChange={(value) => set({ kind: MESSAGE_KINDS.find((one) => one === value) })}
          />
        </>
      }
      list={list}
      empty={rows.length === 0}
      emptyTitle={t('messages.none')}
      emptyText={t('messages.noneMore')}
      onClear={filtered ? () => void navigate({ to: paths.messages, search: {} }) : undefined}
    >
      <DataTable
        label={t('pages.messages')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => String(id)}
        stale={list.isPlaceholderData}
      />
    </ListFrame>
  );
}

function FateOf({ message }: { message: SentMessage }) {
  const { t } = useWords();
  const { state, outcome, sentAt, outcomeAt, error, nextAttemptAt } = message;
  const fate: Fate = outcome ?? state;
  const at = outcomeAt ?? sentAt;
  return (
    <>
      <div>
        <Badge color={COLORS[fate]} c="var(--mantine-color-text)">
          {t(`messages.fates.${fate}`)}
        </Badge>
      </div>
      {at !== null && (
        <Text fz={13} c="dimmed">
          <When at={at} />
        </Text>
      )}
      {error !== null && (
        <Text fz={13} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {error}
        </Text>
      )}
      {nextAttemptAt !== null && message.attempts > 0 && (
        <Text fz={13} c="dimmed">
          {t('messages.again')} <When at={nextAttemptAt} />
        </Text>
      )}
    </>
  );
}
