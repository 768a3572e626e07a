import { Badge, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { removeTaxRate, taxRatesQuery } from '../../api/requisites.ts';
import type { TaxRate } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { paths } from '../../app/routes/paths.ts';
import { useZone } from '../../app/useMe.ts';
import { dayText, todayIn } from '../../format/time.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useWords } from '../../ui/useWords.ts';
import { rateText } from './rateText.ts';
import { TaxRateForm } from './TaxRateForm.tsx';

/** Which tax is within the prices, by the day on which it begins: of one plan alone, or (null) of every plan. */
export function TaxRates({ planId }: { planId: number | null }) {
  const { t } = useWords();
  const rates = useQuery(taxRatesQuery);
  const mayManage = useMay('invoices.manage');
  const own = rates.data?.items.filter(({ plan }) => (plan?.id ?? null) === planId) ?? [];
  const none = planId === null ? t('tax.none') : t('tax.noneOfPlan');
  return (
    <Stack maw={640} mt={planId === null ? 0 : 32}>
      <Title order={2}>{t('tax.title')}</Title>
      <Text fz={14} c="dimmed">
        {planId === null ? t('tax.help') : t('tax.helpOfPlan')}
      </Text>
      {rates.isError && rates.data === undefined && (
        <LoadFailure error={rates.error} onRetry={() => void rates.refetch()} />
      )}
      {rates.isPending && <Skeleton height={60} aria-busy="true" />}
      {rates.isSuccess && own.length === 0 && <Text fz={14}>{none}</Text>}
      {own.length > 0 && <Rates rates={own} planId={planId} removable={mayManage} />}
      {planId === null && rates.data !== undefined && <OtherPlans rates={rates.data.items} />}
      {mayManage && <TaxRateForm planId={planId} />}
    </Stack>
  );
}

interface RatesProps {
  /** From the first day on. */
  readonly rates: readonly TaxRate[];
  readonly planId: number | null;
  readonly removable: boolean;
}

function Rates({ rates, planId, removable }: RatesProps) {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const today = todayIn(useZone());
  const remove = useMutation({
    mutationFn: (fromDate: string) => removeTaxRate(planId, fromDate),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['taxRates'] }),
  });
  const inForce = rates.findLast(({ fromDate }) => fromDate <= today)?.fromDate;
  const columns = useMemo<Column<TaxRate>[]>(
    () => [
      {
        id: 'from',
        header: t('plan.from'),
        cell: ({ fromDate }) => (
          <Group gap={8}>
            {dayText(fromDate, language)}
            {fromDate === inForce && (
              <Badge color="green" c="var(--mantine-color-text)">
                {t('plan.inForce')}
              </Badge>
            )}
          </Group>
        ),
      },
      { id: 'rate', header: t('tax.rate'), numeric: true, cell: ({ rate }) => rateText(rate, t, language) },
      ...(removable
        ? [
            {
              id: 'remove',
              header: t('list.actions'),
              cell: ({ fromDate }: TaxRate) => (
                <IconAction
                  small
                  label={t('tax.remove', { date: dayText(fromDate, language) })}
                  onClick={() => remove.mutate(fromDate)}
                >
                  <IconTrash size={16} stroke={1.6} />
                </IconAction>
              ),
            },
          ]
        : []),
    ],
    [t, language, inForce, removable, remove.mutate],
  );
  return (
    <DataTable
      label={t('tax.title')}
      columns={columns}
      rows={[...rates].reverse()}
      rowId={({ fromDate }) => fromDate}
    />
  );
}

/** Plans that go by rates of their own, with the way to them. */
function OtherPlans({ rates }: { rates: readonly TaxRate[] }) {
  const { t } = useWords();
  const plans = [...new Map(rates.flatMap(({ plan }) => (plan === null ? [] : [[plan.id, plan.name]]))).entries()];
  if (plans.length === 0) return null;
  return (
    <Text fz={14}>
      {t('tax.otherPlans')}{' '}
      {plans.map(([id, name], index) => (
        <span key={id}>
          {index > 0 && ', '}
          <LinkAnchor to={paths.plan} params={{ planId: Number(id) }} fz="inherit" underline="always">
            {name}
          </LinkAnchor>
        </span>
      ))}
    </Text>
  );
}
