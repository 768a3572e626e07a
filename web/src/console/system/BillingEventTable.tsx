import { Button, Text } from '@mantine/core';
import { useMemo } from 'react';
import type { BillingEvent } from '../../api/types.ts';
import { When } from '../../ui/status/When.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords, wayWords } from '../auditWords.ts';
import { typesOf, typeWords } from './billingWords.ts';
import { EventSubject } from './EventSubject.tsx';
import { Outcome } from './Outcome.tsx';

interface BillingEventTableProps {
  readonly events: readonly BillingEvent[];
  readonly onOpen: (id: number) => void;
  readonly stale?: boolean;
  /** The request, its type and when it came: no more. */
  readonly short?: boolean;
}

const SHORT = 3;

/** What a billing asked for: the request, its type and when it came first. */
export function BillingEventTable({ events, onOpen, stale = false, short = false }: BillingEventTableProps) {
  const { t } = useWords();
  const columns = useMemo<Column<BillingEvent>[]>(
    () => [
      {
        id: 'id',
        header: t('billing.id'),
        cell: ({ id, requestId }) => (
          <Button
            variant="transparent"
            p={0}
            h="auto"
            fw={400}
            c="var(--mantine-color-anchor)"
            className="numbers"
            title={requestId}
            aria-label={t('billing.open', { id: requestId })}
            onClick={() => onOpen(id)}
          >
            {requestId.slice(0, 8)}
          </Button>
        ),
      },
      { id: 'type', header: t('billing.type'), cell: (event) => <Types event={event} /> },
      { id: 'at', header: t('billing.createdAt'), cell: ({ at }) => <When at={at} /> },
      { id: 'outcome', header: t('billing.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
      { id: 'subject', header: t('billing.subject'), cell: ({ subject }) => <EventSubject name={subject} /> },
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
    [t, onOpen],
  );
  return (
    <DataTable
      label={t('pages.billingEvents')}
      columns={short ? columns.slice(0, SHORT) : columns}
      rows={events}
      rowId={({ id }) => String(id)}
      stale={stale}
    />
  );
}

function Types({ event }: { event: BillingEvent }) {
  const { t } = useWords();
  return (
    <>
      {typesOf(event).map((type) => (
        <div key={type} title={type}>
          {typeWords(t, type)}
        </div>
      ))}
      {event.repeats > 0 && (
        <Text fz={13} c="dimmed">
          {t('billing.repeats', { count: event.repeats })}
        </Text>
      )}
    </>
  );
}
