import { Badge, Group, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { debtorsQuery, moneyMonthQuery } from '../../api/ledger.ts';
import type { Debtor, MoneyMonth } from '../../api/types.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { money } from '../../format/money.ts';
import { number } from '../../format/numbers.ts';
import { monthText, todayIn } from '../../format/time.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { Figure } from './Figure.tsx';
import { MonthStepper } from './MonthStepper.tsx';

/** What a month of the provider's came to: charged, paid, owed, blocked, and who owes. */
export function MoneyPage() {
  const { t, language } = useWords();
  const running = todayIn(useZone()).slice(0, 7);
  const { month = running } = useSearch({ from: inConsole(paths.money) });
  const navigate = useNavigate();
  const sums = useQuery({ ...moneyMonthQuery(month), placeholderData: keepPreviousData });
  const go = (to: string) =>
    void navigate({ to: paths.money, search: { month: to === running ? undefined : to }, replace: true });
  useTitle(t('pages.money'));
  return (
    <Stack gap="lg">
      <Group justify="space-between" mih={36} gap={8}>
        <Title order={1}>{t('pages.money')}</Title>
        <MonthStepper month={month} last={running} onChange={go} />
      </Group>
      <LinkAnchor to={paths.invoices} search={{ month }} fz={14}>
        {t('money.invoices', { month: monthText(month, language) })}
      </LinkAnchor>
      {sums.isError && sums.data === undefined && (
        <LoadFailure error={sums.error} onRetry={() => void sums.refetch()} />
      )}
      {sums.isPending && <Skeleton height={90} aria-busy="true" />}
      {sums.data !== undefined && <Sums month={sums.data} running={month >= running} />}
      <Debtors month={month} />
    </Stack>
  );
}

function Sums({ month, running }: { month: MoneyMonth; running: boolean }) {
  const { t, language } = useWords();
  return month.currencies.map((one, index) => {
    const say = (amount: string) => money({ amount, currency: one.currency }, language);
    return (
      <Stack key={one.currency} gap={10}>
        {month.currencies.length > 1 && <Title order={2}>{one.currency}</Title>}
        <SimpleGrid cols={{ base: 2, sm: 3, xl: 6 }} spacing={12} verticalSpacing={12}>
          <Figure label={t('money.charged')} value={say(one.charged)} />
          <Figure label={t('money.paid')} value={say(one.paid)} />
          <Figure label={t('money.refunded')} value={say(one.refunded)} />
          <Figure label={t('money.corrected')} value={say(one.corrected)} />
          <Figure label={running ? t('money.owedNow') : t('money.owedThen')} value={say(one.owed)} />
          {index === 0 && <Figure label={t('money.blocked')} value={number(month.blocked, language)} />}
        </SimpleGrid>
      </Stack>
    );
  });
}

function Debtors({ month }: { month: string }) {
  const { t, language } = useWords();
  const list = useInfiniteQuery({ ...debtorsQuery(month), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useMemo<Column<Debtor>[]>(
    () => [
      { id: 'organization', header: t('camera.organization'), cell: ({ organization }) => <Whose {...organization} /> },
      { id: 'owes', header: t('money.owes'), numeric: true, cell: ({ owes }) => money(owes, language) },
      {
        id: 'state',
        header: t('money.state'),
        cell: ({ blockedForBalance }) =>
          blockedForBalance && (
            <Badge color="red" c="var(--mantine-color-error)">
              {t('money.isBlocked')}
            </Badge>
          ),
      },
    ],
    [t, language],
  );
  return (
    <Stack gap={12}>
      <Title order={2}>{t('money.debtors')}</Title>
      <ListFrame
        inner
        title={t('money.debtors')}
        list={list}
        empty={rows.length === 0}
        emptyTitle={t('money.none')}
        emptyText={t('money.noneMore')}
      >
        <DataTable
          label={t('money.debtors')}
          columns={columns}
          rows={rows}
          rowId={({ organization, owes }) => `${organization.id} ${owes.currency}`}
          stale={list.isPlaceholderData}
        />
      </ListFrame>
    </Stack>
  );
}

function Whose({ id, title }: Debtor['organization']) {
  const { t } = useWords();
  if (title === null) return t('money.deleted', { id });
  return (
    <LinkAnchor to={paths.organization} params={{ organizationId: id }} search={{ tab: 'balance' }} fz="inherit">
      {title}
    </LinkAnchor>
  );
}
