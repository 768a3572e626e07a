import { Alert, Button, EmptyState, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconClockExclamation, IconFileInvoice, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contractsQuery } from '../../api/contracts.ts';
import { Problem } from '../../api/problems/problem.ts';
import type { Contract, Contracts } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { secondsOf, sinceTime } from '../../format/time.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { ContractCard } from './ContractCard.tsx';

const ORDER: readonly Contract['state'][] = ['unpaid', 'off', null, 'paid'];

/** What the billing says of one's contracts; those that are shut first. */
export function ContractsPage() {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(contractsQuery);
  useTitle(t('nav.contracts'));
  return (
    <Stack maw={720} mx="auto">
      <Title order={1}>{t('nav.contracts')}</Title>
      {isPending && <Skeleton height={280} aria-busy="true" />}
      {isError && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Known contracts={data} />}
    </Stack>
  );
}

function Known({ contracts }: { contracts: Contracts }) {
  const { t, i18n } = useTranslation();
  const zone = useZone();
  const { items, asOf, stale } = contracts;
  if (items.length === 0) {
    return contracts.connected ? (
      <Nothing title={t('contract.none')} more={t('contract.noneMore')} />
    ) : (
      <Nothing title={t('contract.notConnected')} more={t('contract.notConnectedMore')} />
    );
  }
  const time = asOf === null ? undefined : sinceTime(secondsOf(asOf), zone, i18n.language);
  const sorted = [...items].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <>
      {stale ? (
        <Alert color="yellow" variant="light" role="status" icon={<IconClockExclamation />}>
          {time === undefined ? t('contract.staleNow') : t('contract.stale', { time })}
        </Alert>
      ) : (
        time !== undefined && (
          <Text fz={14} c="dimmed">
            {t('contract.asOf', { time })}
          </Text>
        )
      )}
      {sorted.map((contract) => (
        <ContractCard key={`${contract.uid} ${contract.login}`} contract={contract} />
      ))}
    </>
  );
}

function Nothing({ title, more }: { title: string; more: string }) {
  return <EmptyState py={56} icon={<IconFileInvoice size={40} stroke={1.5} />} title={title} description={more} />;
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }): ReactNode {
  const { t } = useTranslation();
  if (!(error instanceof Problem && error.status === 503)) return <LoadFailure error={error} onRetry={onRetry} />;
  return (
    <EmptyState
      role="alert"
      py={56}
      icon={<IconPlugConnectedX size={40} stroke={1.5} />}
      title={t('contract.unavailableTitle')}
      description={t('contract.unavailableMore')}
    >
      <EmptyState.Actions>
        <Button onClick={onRetry}>{t('actions.retry')}</Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
