import { Badge, Button, Code, Drawer, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { type BillingFilter, billingEventsQuery, OUTCOMES } from '../../api/system.ts';
import type { BillingEvent } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { countText } from '../../ui/countText.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords, wayWords } from '../auditWords.ts';
import { ObjectLink } from '../ObjectLink.tsx';

const COLORS = { applied: 'green', no_change: 'gray', rejected: 'red', pending: 'blue', failed: 'red' } as const;

/** What the billing asked for, and what came of it. */
export function BillingEventsPage() {
  const { t, a } = useWords();
  const filter = useSearch({ from: inConsole(paths.billingEvents) });
  const navigate = useNavigate();
  const list = useInfiniteQuery({ ...billingEventsQuery(filter), placeholderData: keepPreviousData });
  const [shown, setShown] = useState<BillingEvent>();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total;
  const set = (change: BillingFilter) =>
    void navigate({ to: paths.billingEvents, search: { ...filter, ...change }, replace: true });
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const columns = useMemo<Column<BillingEvent>[]>(
    () => [
      {
        id: 'type',
        header: t('billing.type'),
        cell: (event) => (
          <Button
            variant="transparent"
            p={0}
            h="auto"
            fw={400}
            c="var(--mantine-color-anchor)"
            onClick={() => setShown(event)}
          >
            {event.type}
          </Button>
        ),
      },
      { id: 'at', header: t('audit.at'), cell: ({ at }) => <When at={at} /> },
      { id: 'outcome', header: t('billing.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
      { id: 'subject', header: t('billing.subject'), cell: ({ subject }) => <Subject name={subject} /> },
      { id: 'message', header: t('billing.message'), cell: ({ message }) => message },
      {
        id: 'client',
        header: t('billing.client'),
        cell: ({ client, dialect }) => `${actorWords(t, client)} · ${wayWords(t, dialect)}`,
      },
      {
        id: 'duration',
        header: t('billing.duration'),
        numeric: true,
        cell: ({ durationMs }) => t('billing.ms', { count: durationMs }),
      },
    ],
    [t],
  );
  return (
    <>
      <ListFrame
        title={t('pages.billingEvents')}
        total={total === undefined ? undefined : countText(a, total, t('count.events', { count: total }))}
        tools={
          <>
            <SearchField label={t('billing.search')} value={filter.search} onChange={(search) => set({ search })} />
            <Select
              w={190}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              aria-label={t('billing.outcome')}
              placeholder={t('billing.anyOutcome')}
              value={filter.outcome ?? null}
              data={OUTCOMES.map((value) => ({ value, label: t(`billing.outcomes.${value}`) }))}
              onChange={(value) => set({ outcome: OUTCOMES.find((one) => one === value) })}
            />
          </>
        }
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('billing.none')}
        emptyText={t('billing.noneMore')}
        onClear={filtered ? () => void navigate({ to: paths.billingEvents, search: {} }) : undefined}
      >
        <DataTable
          label={t('pages.billingEvents')}
          columns={columns}
          rows={rows}
          rowId={({ id }) => String(id)}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
      <Drawer
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        position="right"
        size="lg"
        title={shown?.type ?? ''}
        closeButtonProps={{ 'aria-label': a('actions.close') }}
      >
        {shown !== undefined && (
          <Stack>
            <div>
              <Outcome outcome={shown.outcome} /> <When at={shown.at} />
            </div>
            {shown.message !== null && <Text>{shown.message}</Text>}
            <Text fz={13} c="dimmed">
              {t('billing.request', { id: shown.requestId })}
            </Text>
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {JSON.stringify(shown.request, null, 2)}
            </Code>
          </Stack>
        )}
      </Drawer>
    </>
  );
}

function Outcome({ outcome }: { outcome: BillingEvent['outcome'] }) {
  const { t } = useWords();
  return (
    <Badge color={COLORS[outcome]} c="var(--mantine-color-text)">
      {t(`billing.outcomes.${outcome}`)}
    </Badge>
  );
}

/** Some events name what they are about by its kind and id. */
function Subject({ name }: { name: string | null }) {
  const [, kind, id] =
    /^(camera|door|lock|organization|user|preset|plan|ticket|folder|site) (\d+)$/.exec(name ?? '') ?? [];
  return kind === undefined || id === undefined ? name : <ObjectLink kind={kind} id={id} />;
}
