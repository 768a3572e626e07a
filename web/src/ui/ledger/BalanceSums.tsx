import { Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { balanceQuery } from '../../api/ledger.ts';
import { money } from '../../format/money.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { useWords } from '../useWords.ts';
import { BalanceState } from './BalanceState.tsx';

/** What is on an organization's balance, now or at the end of a day, and what that means for it. */
export function BalanceSums({ organizationId }: { organizationId: number }) {
  const { t, language } = useWords();
  const [asOf, setAsOf] = useState('');
  const now = useQuery(balanceQuery(organizationId));
  const then = useQuery({ ...balanceQuery(organizationId, asOf || undefined), placeholderData: keepPreviousData });
  if (then.isError && then.data === undefined)
    return <LoadFailure error={then.error} onRetry={() => void then.refetch()} />;
  return (
    <Stack gap={12}>
      {now.data !== undefined && <BalanceState balance={now.data} />}
      <Group gap={24} align="flex-end">
        <div>
          <Text fz={13} c="dimmed">
            {asOf === '' ? t('balance.now') : t('balance.then')}
          </Text>
          {then.data === undefined ? (
            <Skeleton height={32} width={160} />
          ) : (
            <Group gap={24}>
              {then.data.balances.map((sum) => (
                <Title
                  key={sum.currency}
                  order={2}
                  className="numbers"
                  {...(sum.amount.startsWith('-') ? { c: 'var(--mantine-color-error)' } : {})}
                >
                  {money(sum, language)}
                </Title>
              ))}
            </Group>
          )}
        </div>
        <TextInput
          type="date"
          label={t('balance.asOf')}
          min="1970-01-01"
          max="9998-12-31"
          value={asOf}
          onChange={(event) => setAsOf(event.currentTarget.value)}
        />
      </Group>
    </Stack>
  );
}
