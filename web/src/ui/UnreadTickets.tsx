import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unreadTicketsQuery } from '../api/tickets.ts';

/** How many tickets wait to be read; nothing when none does. */
export function UnreadTickets({ ml = 0 }: { ml?: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(unreadTicketsQuery);
  if (data === undefined || data.count === 0) return null;
  return (
    <Badge size="sm" ml={ml} variant="filled" role="img" aria-label={t('thread.unread', { count: data.count })}>
      {data.count > 99 ? '99+' : data.count}
    </Badge>
  );
}
