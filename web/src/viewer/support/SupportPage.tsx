import { EmptyState, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ticketsQuery } from '../../api/tickets.ts';
import type { Ticket } from '../../api/types.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { When } from '../../ui/status/When.tsx';
import { TicketState } from '../../ui/thread/TicketState.tsx';
import { UnreadMark } from '../../ui/thread/UnreadMark.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import styles from './SupportPage.module.css';

/** What a subscriber asked the provider. */
export function SupportPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: inViewer(paths.support) });
  const list = useInfiniteQuery(ticketsQuery(filter));
  const tickets = list.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle(t('support.title'));
  return (
    <Stack maw={720} mx="auto">
      <Group justify="space-between">
        <Title order={1}>{t('support.title')}</Title>
        <LinkButton to={paths.supportNew} size="md" leftSection={<IconPlus size={18} />}>
          {t('support.ask')}
        </LinkButton>
      </Group>
      {list.isPending && <Skeleton height={160} aria-busy="true" />}
      {list.isError && tickets.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && tickets.length === 0 && (
        <EmptyState
          py={56}
          icon={<IconMessages size={40} stroke={1.5} />}
          title={t('support.none')}
          description={t('support.noneMore')}
        />
      )}
      {tickets.length > 0 && (
        <ul className={styles.list}>
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <Row ticket={ticket} />
            </li>
          ))}
        </ul>
      )}
      <MoreRows list={list} />
    </Stack>
  );
}

function Row({ ticket }: { ticket: Ticket }) {
  return (
    <Link to={paths.supportTicket} params={{ ticketId: ticket.id }} className={styles.row}>
      <Text className={styles.title ?? ''} fw={ticket.unread ? 600 : 400} span>
        {ticket.title}
      </Text>
      {ticket.unread && <UnreadMark />}
      <TicketState ticket={ticket} />
      <Text fz={14} c="dimmed" span>
        <When at={ticket.lastMessageAt} />
      </Text>
    </Link>
  );
}
