import { Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { invoicedMonthQuery } from '../../api/invoices.ts';
import type { InvoicedMonth } from '../../api/types.ts';
import { money } from '../../format/money.ts';
import { number } from '../../format/numbers.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useWords } from '../../ui/useWords.ts';
import { Figure } from '../money/Figure.tsx';
import { NextStep } from './NextStep.tsx';

/** How far a month (YYYY-MM) is on its way to invoices, what to do next, and what its invoices come to. */
export function MonthInvoices({ month }: { month: string }) {
  const state = useQuery(invoicedMonthQuery(month));
  if (state.isError && state.data === undefined)
    return <LoadFailure error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return <Skeleton height={150} aria-busy="true" />;
  return (
    <Stack gap={12}>
      <Steps state={state.data} />
      <NextStep month={month} state={state.data} />
      {state.data.sums.some((sum) => sum.invoices + sum.void > 0) && <Sums state={state.data} />}
    </Stack>
  );
}

function Steps({ state: { over, unrated, closed, uninvoiced, sums } }: { state: InvoicedMonth }) {
  const { t } = useWords();
  const issued = sums.some((sum) => sum.invoices > 0);
  const steps = [
    ['over', over],
    ['rated', over && (closed !== null || unrated === null)],
    ['closed', closed !== null],
    ['issued', closed !== null && issued && uninvoiced === 0],
  ] as const;
  return (
    <Group component="ol" gap={20} p={0} m={0} aria-label={t('invoice.way')} style={{ listStyle: 'none' }}>
      {steps.map(([name, done]) => (
        <Group component="li" key={name} gap={6} wrap="nowrap">
          {done ? (
            <IconCircleCheck size={18} color="var(--mantine-color-green-text)" aria-hidden="true" />
          ) : (
            <IconCircle size={18} color="var(--mantine-color-dimmed)" aria-hidden="true" />
          )}
          <Text fz={14} {...(done ? {} : { c: 'dimmed' })}>
            {done ? t(`invoice.steps.${name}`) : t(`invoice.stepsLeft.${name}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

function Sums({ state: { sums, uninvoiced } }: { state: InvoicedMonth }) {
  const { t, language } = useWords();
  return sums.map(({ currency, invoices, total, tax, open, void: voided }, index) => {
    const say = (amount: string) => money({ amount, currency }, language);
    return (
      <Stack key={currency} gap={10}>
        {sums.length > 1 && <Title order={2}>{currency}</Title>}
        <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing={12} verticalSpacing={12}>
          <Figure label={t('invoice.sums.total')} value={say(total)} />
          <Figure label={t('invoice.sums.tax')} value={say(tax)} />
          <Figure label={t('invoice.sums.open')} value={say(open)} />
          <Figure label={t('invoice.sums.issued')} value={number(invoices, language)} />
          <Figure label={t('invoice.sums.void')} value={number(voided, language)} />
          {index === 0 && <Figure label={t('invoice.sums.left')} value={number(uninvoiced, language)} />}
        </SimpleGrid>
      </Stack>
    );
  });
}
