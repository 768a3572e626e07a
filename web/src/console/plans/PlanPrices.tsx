import { Badge, Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { removePlanPrice, setPlanPrice } from '../../api/plans.ts';
import type { Plan } from '../../api/types.ts';
import { useMe, useZone } from '../../app/useMe.ts';
import { amountOf, isAmount, money } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import { IconAction } from '../../ui/IconAction.tsx';
import { problemText } from '../../ui/problemText.ts';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useWords } from '../../ui/useWords.ts';

type Price = Plan['prices'][number];

/** What the plan costs a month, since when and from when on. */
export function PlanPrices({ plan }: { plan: Plan }) {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['plans'] });
  const remove = useMutation({
    mutationFn: (fromDate: string) => removePlanPrice(plan.id, fromDate),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const inForce = plan.price?.fromDate;
  const columns = useMemo<Column<Price>[]>(
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
      { id: 'price', header: t('plan.price'), numeric: true, cell: (price) => money(price, language) },
      {
        id: 'remove',
        header: t('list.actions'),
        cell: ({ fromDate }) => (
          <IconAction
            small
            label={t('plan.removePrice', { date: dayText(fromDate, language) })}
            onClick={() => remove.mutate(fromDate)}
          >
            <IconTrash size={16} stroke={1.6} />
          </IconAction>
        ),
      },
    ],
    [t, language, inForce, remove.mutate],
  );
  return (
    <Stack maw={640} mt={32}>
      <Title order={2}>{t('plan.prices')}</Title>
      {plan.prices.length > 0 && (
        <DataTable
          label={t('plan.prices')}
          columns={columns}
          rows={[...plan.prices].reverse()}
          rowId={({ fromDate }) => fromDate}
        />
      )}
      <PriceForm planId={plan.id} onSaved={refresh} />
    </Stack>
  );
}

function PriceForm({ planId, onSaved }: { planId: number; onSaved: () => Promise<unknown> }) {
  const { t, a } = useWords();
  const { domain } = useMe();
  const zone = useZone();
  const [from, setFrom] = useState(() => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format());
  const [amount, setAmount] = useState('');
  const [wrong, setWrong] = useState(false);
  const save = useMutation({
    mutationFn: () => setPlanPrice(planId, from, amountOf(amount)),
    onSuccess: async () => {
      setAmount('');
      await onSaved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWrong(!isAmount(amount));
    if (isAmount(amount) && from !== '') save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" gap={8}>
        <TextInput
          type="date"
          label={t('plan.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label={t('plan.priceIn', { currency: domain.currency })}
          inputMode="decimal"
          autoComplete="off"
          maxLength={24}
          value={amount}
          error={wrong ? t('plan.wrongPrice') : save.isError ? problemText(a, save.error) : undefined}
          onChange={(event) => {
            setAmount(event.currentTarget.value);
            setWrong(false);
          }}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('plan.setPrice')}
        </Button>
      </Group>
    </form>
  );
}
