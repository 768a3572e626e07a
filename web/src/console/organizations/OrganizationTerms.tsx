import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeOrganizationPlans, organizationPlansQuery } from '../../api/plans.ts';
import { Problem } from '../../api/problems/problem.ts';
import type { OrganizationPlans } from '../../api/types.ts';
import { amountOf } from '../../format/money.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';

/** What was agreed with it: a discount, and days that cost nothing. Both hold from today on. */
export function OrganizationTerms({ organizationId, terms }: { organizationId: number; terms: OrganizationPlans }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [discount, setDiscount] = useState(terms.discount);
  const [trialUntil, setTrialUntil] = useState(terms.trialUntil ?? '');
  const save = useMutation({
    mutationFn: () =>
      changeOrganizationPlans(organizationId, {
        discount: discount.trim() === '' ? '0' : amountOf(discount),
        trialUntil: trialUntil === '' ? null : trialUntil,
      }),
    onSuccess: (saved) => {
      setDiscount(saved.discount);
      queries.setQueryData(organizationPlansQuery(organizationId).queryKey, saved);
    },
  });
  const ofTrial = save.error instanceof Problem && save.error.fields.trialUntil !== undefined;
  const refusal = save.isError ? problemText(a, save.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={560} mt={32}>
        <Title order={2}>{t('plan.terms')}</Title>
        <Group align="flex-start" gap={8} grow>
          <TextInput
            label={t('plan.discount')}
            description={t('plan.discountHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="decimal"
            autoComplete="off"
            maxLength={6}
            value={discount}
            error={ofTrial ? undefined : refusal}
            onChange={(event) => setDiscount(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('plan.trialUntil')}
            description={t('plan.trialUntilHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={trialUntil}
            error={ofTrial ? refusal : undefined}
            onChange={(event) => setTrialUntil(event.currentTarget.value)}
          />
        </Group>
        <Group>
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('plan.saveTerms')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
