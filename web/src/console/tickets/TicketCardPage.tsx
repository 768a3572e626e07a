import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ticketQuery } from '../../api/tickets.ts';
import type { Ticket } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import { AnswerForm } from '../../ui/thread/AnswerForm.tsx';
import { CloseButton } from '../../ui/thread/CloseButton.tsx';
import { Thread } from '../../ui/thread/Thread.tsx';
import { TicketState } from '../../ui/thread/TicketState.tsx';
import { useWords } from '../../ui/useWords.ts';
import { actorWords } from '../auditWords.ts';
import { BackLink } from '../BackLink.tsx';

export function TicketCardPage() {
  const { t } = useWords();
  const { ticketId } = useParams({ from: inConsole(paths.ticket) });
  const { data: ticket } = useQuery(ticketQuery(ticketId));
  const mayWrite = useMay('tickets.write');
  if (ticket === undefined) return null;
  return (
    <>
      <CardHead
        title={ticket.title}
        id={ticket.id}
        back={<BackLink to={paths.tickets} label={t('pages.tickets')} />}
        status={<TicketState ticket={ticket} />}
        actions={mayWrite && <CloseButton ticket={ticket} />}
      />
      <Stack maw={880}>
        <From ticket={ticket} />
        <Thread ticketId={ticket.id} provider said={(author) => actorWords(t, author)} />
        {mayWrite && (
          <AnswerForm
            key={ticket.id}
            ticketId={ticket.id}
            label={t('ticket.answer')}
            help={ticket.closedAt === null ? undefined : t('ticket.staysClosed')}
          />
        )}
      </Stack>
    </>
  );
}

/** Who asked, of which contract, when. */
function From({ ticket }: { ticket: Ticket }) {
  const { organization, author } = ticket;
  return (
    <Group gap={12} fz={14}>
      {author.id === null ? (
        <span>{author.login}</span>
      ) : (
        <LinkAnchor to={paths.user} params={{ userId: author.id }} search={{}} fz="inherit">
          {author.login}
        </LinkAnchor>
      )}
      {organization !== null && (
        <LinkAnchor to={paths.organization} params={{ organizationId: organization.id }} search={{}} fz="inherit">
          {organization.title}
        </LinkAnchor>
      )}
      {organization?.contractNumber && <span>{organization.contractNumber}</span>}
      <Text fz="inherit" c="dimmed" span>
        <When at={ticket.createdAt} />
      </Text>
    </Group>
  );
}
