import { Button } from '@mantine/core';
import { IconCheck, IconRotate } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { closeTicket } from '../../api/tickets.ts';
import type { Ticket } from '../../api/types.ts';
import { showProblem } from '../showProblem.ts';

/** Closes a ticket, or opens it again. */
export function CloseButton({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const open = ticket.closedAt === null;
  const set = useMutation({
    mutationFn: () => closeTicket(ticket.id, open),
    onError: (error) => showProblem(t, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tickets'] }),
  });
  return (
    <Button
      variant="default"
      loading={set.isPending}
      leftSection={open ? <IconCheck size={16} /> : <IconRotate size={16} />}
      onClick={() => set.mutate()}
    >
      {open ? t('thread.close') : t('thread.reopen')}
    </Button>
  );
}
