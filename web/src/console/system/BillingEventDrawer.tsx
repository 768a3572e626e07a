import { Code, Drawer, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { billingEventQuery } from '../../api/billingEvents.ts';
import type { BillingEventCard } from '../../api/types.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords, wayWords } from '../auditWords.ts';
import { Differences } from '../Differences.tsx';
import { ObjectLink } from '../ObjectLink.tsx';
import { typesOf, typeWords } from './billingWords.ts';
import { EventRetries } from './EventRetries.tsx';
import { EventSubject } from './EventSubject.tsx';
import { Outcome } from './Outcome.tsx';

/** One event with all that is known of it; it has an address of its own. */
export function BillingEventDrawer({ id, onClose }: { id: number | undefined; onClose: () => void }) {
  const { t, a } = useWords();
  const card = useQuery({ ...billingEventQuery(id ?? 0), enabled: id !== undefined });
  const title = card.data && id !== undefined ? typeWords(t, typesOf(card.data)[0] ?? '') : t('billing.event');
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      {card.isPending && <Skeleton height={240} aria-busy="true" />}
      {card.isError && <LoadFailure error={card.error} onRetry={() => void card.refetch()} />}
      {card.data && <Card event={card.data} />}
    </Drawer>
  );
}

function Card({ event }: { event: BillingEventCard }) {
  const { t } = useWords();
  return (
    <Stack>
      <Table variant="vertical" layout="auto">
        <Table.Tbody>
          <Facts event={event} />
        </Table.Tbody>
      </Table>
      <EventRetries event={event} />
      <Related event={event} />
      {event.changes.length > 0 && <Changes event={event} />}
      <section>
        <Title order={2} fz={16}>
          {t('billing.requestBody')}
        </Title>
        <Text fz={13} c="dimmed">
          {t('billing.requestHelp')}
        </Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(event.request, null, 2)}
        </Code>
      </section>
    </Stack>
  );
}

function Facts({ event }: { event: BillingEventCard }) {
  const { t } = useWords();
  const { types, type, outcome, message, client, dialect, address, durationMs, requestId, subject, at } = event;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('billing.id'), <Code key="id">{requestId}</Code>],
    [
      t('billing.type'),
      typesOf(event).map((one) => (
        <div key={one}>
          {typeWords(t, one)} <Code>{one}</Code>
        </div>
      )),
    ],
    [t('billing.createdAt'), <When key="at" at={at} />],
    [t('billing.outcome'), <Outcome key="outcome" outcome={outcome} />],
    ...(message === null ? [] : [[t('billing.message'), message] as const]),
    ...(subject === null ? [] : [[t('billing.subject'), <EventSubject key="subject" name={subject} />] as const]),
    [t('billing.client'), actorWords(t, client)],
    [t('billing.dialect'), wayWords(t, dialect)],
    ...(address === null ? [] : [[t('billing.address'), address] as const]),
    [t('billing.duration'), t('billing.ms', { count: durationMs })],
    ...(types.length === 0 ? [] : [[t('billing.intent'), <Code key="intent">{type}</Code>] as const]),
    ...(event.repeats === 0
      ? []
      : [
          [
            t('billing.again'),
            <span key="again">
              {t('billing.repeats', { count: event.repeats })}, <When at={event.lastAt} />
            </span>,
          ] as const,
        ]),
  ];
  return rows.map(([name, value]) => (
    <Table.Tr key={name}>
      <Table.Th w={140} scope="row">
        {name}
      </Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
    </Table.Tr>
  ));
}

/** Whom it is about; of many the first. */
function Related({ event: { userIds, organizationIds } }: { event: BillingEventCard }) {
  const { t } = useWords();
  const all = [
    ...userIds.map((id) => ['user', id] as const),
    ...organizationIds.map((id) => ['organization', id] as const),
  ];
  if (all.length === 0) return null;
  return (
    <section>
      <Title order={2} fz={16}>
        {t('billing.related')}
      </Title>
      {all.slice(0, SHOWN).map(([kind, id]) => (
        <div key={`${kind} ${id}`}>
          <ObjectLink kind={kind} id={String(id)} />
        </div>
      ))}
      {all.length > SHOWN && <Text fz={13}>{t('billing.moreRelated', { count: all.length - SHOWN })}</Text>}
    </section>
  );
}

const SHOWN = 20;

function Changes({ event: { changes, moreChanges } }: { event: BillingEventCard }) {
  const { t } = useWords();
  return (
    <section>
      <Title order={2} fz={16}>
        {t('audit.changes')}
      </Title>
      <Stack gap={8}>
        {changes.map(({ id, objectKind, objectId, changes: fields }) => (
          <div key={id}>
            <ObjectLink kind={objectKind} id={objectId} />
            <Differences changes={fields} />
          </div>
        ))}
        {moreChanges && <Text fz={13}>{t('billing.moreChanges')}</Text>}
      </Stack>
    </section>
  );
}
