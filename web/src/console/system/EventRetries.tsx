import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { retryCode } from '../../api/locations.ts';
import type { BillingEventCard } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor, LinkButton } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';

/** What a request waits for, and which events did it again; nothing of one that was simply done. */
export function EventRetries({ event: { pending, retryOf, retriedBy } }: { event: BillingEventCard }) {
  const { t } = useWords();
  if (pending === null && retryOf === null && retriedBy.length === 0) return null;
  return (
    <section>
      <Title order={2} fz={16}>
        {t('billing.retries')}
      </Title>
      {pending && <Pending pending={pending} />}
      {retryOf !== null && (
        <Text fz={14}>
          {t('billing.retryOf')} <EventLink id={retryOf} />
        </Text>
      )}
      {retriedBy.length > 0 && (
        <Text fz={14} component="div">
          {t('billing.retriedBy')}{' '}
          <Group component="span" gap={8} display="inline-flex">
            {retriedBy.map((id) => (
              <EventLink key={id} id={id} />
            ))}
          </Group>
        </Text>
      )}
    </section>
  );
}

function Pending({ pending: { code, state } }: { pending: NonNullable<BillingEventCard['pending']> }) {
  const { t, a } = useWords();
  const may = useMay('locations.manage');
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryCode(code),
    onError: (error) => showProblem(a, error),
    onSettled: () =>
      Promise.all(
        ['locations', 'billing-event', 'billing-events'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
  const open = state === 'waiting' || state === 'failed';
  return (
    <>
      <Text fz={14}>{t(`billing.pending.${state}`, { code })}</Text>
      {open && (
        <Group gap={8} my={8}>
          {may && (
            <Button size="compact-sm" variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
              {t('location.retry')}
            </Button>
          )}
          <LinkButton to={paths.locations} search={{ tab: 'unresolved' }} size="compact-sm" variant="subtle">
            {t('billing.unresolved')}
          </LinkButton>
        </Group>
      )}
    </>
  );
}

function EventLink({ id }: { id: number }) {
  const { t } = useWords();
  return (
    <LinkAnchor to={paths.billingEvents} search={{ event: id }} fz="inherit">
      {t('billing.eventNumber', { id })}
    </LinkAnchor>
  );
}
