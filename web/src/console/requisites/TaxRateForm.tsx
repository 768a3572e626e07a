import { Button, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { setTaxRate, taxRatesQuery } from '../../api/requisites.ts';
import { useZone } from '../../app/useMe.ts';
import { amountOf } from '../../format/money.ts';
import { todayIn } from '../../format/time.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

const KINDS = ['percent', 'without'] as const;

/** From a day on a percentage within the prices, 0 too, or without VAT. */
export function TaxRateForm({ planId }: { planId: number | null }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const zone = useZone();
  const [from, setFrom] = useState(() => `${todayIn(zone).slice(0, 7)}-01`);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('percent');
  const [percent, setPercent] = useState('');
  const [wrong, setWrong] = useState<{ from?: string; percent?: string }>({});
  const save = useMutation({
    mutationFn: () => setTaxRate(planId, from, kind === 'without' ? null : amountOf(percent)),
    onSuccess: (saved) => {
      setPercent('');
      queries.setQueryData(taxRatesQuery.queryKey, saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const right = /^\d{1,3}(\.\d{1,2})?$/.test(amountOf(percent)) && Number(amountOf(percent)) <= 100;
    const found = {
      ...(from === '' ? { from: t('form.required') } : {}),
      ...(kind === 'percent' && !right ? { percent: t('tax.wrong') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length === 0) save.mutate();
  };
  const refusal = save.isError ? problemText(a, save.error) : undefined;
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-start" gap={8}>
        <TextInput
          type="date"
          label={t('tax.from')}
          min="1970-01-01"
          max="9998-12-31"
          value={from}
          error={wrong.from ?? (kind === 'without' ? refusal : undefined)}
          onChange={(event) => {
            setFrom(event.currentTarget.value);
            setWrong({});
          }}
        />
        <Select
          w={150}
          label={t('tax.kind')}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: t(`tax.kinds.${value}`) }))}
          value={kind}
          onChange={(value) => {
            setKind(KINDS.find((one) => one === value) ?? 'percent');
            setWrong({});
          }}
        />
        {kind === 'percent' && (
          <TextInput
            w={120}
            label={t('tax.percent')}
            inputMode="decimal"
            autoComplete="off"
            maxLength={6}
            value={percent}
            error={wrong.percent ?? refusal}
            onChange={(event) => {
              setPercent(event.currentTarget.value);
              setWrong({});
            }}
          />
        )}
        <Button type="submit" variant="default" mt={21} loading={save.isPending}>
          {t('tax.set')}
        </Button>
      </Group>
    </form>
  );
}
