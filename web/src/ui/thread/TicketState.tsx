import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../api/types.ts';

/** Closed, answered, or waiting for the provider. */
export function TicketState({ ticket }: { ticket: Pick<Ticket, 'closedAt' | 'lastByProvider'> }) {
  const { t } = useTranslation();
  const state = ticket.closedAt !== null ? 'closed' : ticket.lastByProvider ? 'answered' : 'waiting';
  const color = { closed: 'gray', answered: 'green', waiting: 'yellow' }[state];
  return (
    <Badge color={color} c="var(--mantine-color-text)">
      {t(`thread.states.${state}`)}
    </Badge>
  );
}
