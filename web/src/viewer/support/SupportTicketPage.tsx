import { Group, Stack, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { readTicket, ticketQuery } from '../../api/tickets.ts';
import type { Ticket } from '../../api/types.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { AnswerForm } from '../../ui/thread/AnswerForm.tsx';
import { CloseButton } from '../../ui/thread/CloseButton.tsx';
import { Thread } from '../../ui/thread/Thread.tsx';
import { TicketState } from '../../ui/thread/TicketState.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { SupportLink } from './SupportLink.tsx';

export function SupportTicketPage() {
  const { ticketId } = useParams({ from: inViewer(paths.supportTicket) });
  const { data } = useQuery(ticketQuery(ticketId));
  return data === undefined ? null : <Conversation key={data.id} ticket={data} />;
}

function Conversation({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  useTitle(ticket.title);
  useRead(ticket);
  return (
    <Stack maw={720} mx="auto">
      <SupportLink />
      <Group justify="space-between" gap={8}>
        <Group gap={12} flex="1 1 240px" miw={0}>
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {ticket.title}
          </Title>
          <TicketState ticket={ticket} />
        </Group>
        <CloseButton ticket={ticket} />
      </Group>
      <Thread ticketId={ticket.id} />
      <AnswerForm
        ticketId={ticket.id}
        label={t('support.message')}
        help={ticket.closedAt === null ? undefined : t('support.reopens')}
        size="md"
      />
    </Stack>
  );
}

/** What is on the screen has been read. */
function useRead({ id, unread, lastMessageAt }: Ticket): void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => readTicket(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tickets'] }),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each newer answer is read anew
  useEffect(() => {
    if (unread) mutate();
  }, [unread, lastMessageAt, mutate]);
}
