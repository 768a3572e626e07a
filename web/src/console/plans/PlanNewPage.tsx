import { Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { createPlan } from '../../api/plans.ts';
import { paths } from '../../app/routes/paths.ts';
import { useMe } from '../../app/useMe.ts';
import { amountOf } from '../../format/money.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { TextField } from '../../ui/form/fields.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { PlanFields } from './PlanFields.tsx';
import { EMPTY_PLAN, type PlanValues, planBody } from './planForm.ts';

export function PlanNewPage() {
  const { t } = useWords();
  const { domain } = useMe();
  const navigate = useNavigate();
  const form = useForm<PlanValues>({ defaultValues: EMPTY_PLAN });
  useTitle(t('plan.add'));
  const saving = useSaving(form, {
    save: (values) => {
      const price = amountOf(values.price);
      return createPlan({ ...planBody(values), ...(price === '' ? {} : { price }) });
    },
    refresh: ['plans'],
    onSaved: ({ id }) => void navigate({ to: paths.plan, params: { planId: id }, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.plans} label={t('pages.plans')} />
      <Title order={1} mb="md">
        {t('plan.add')}
      </Title>
      <FormFrame {...saving} save={t('plan.create')}>
        <PlanFields form={form} />
        <TextField
          control={form.control}
          name="price"
          label={t('plan.priceIn', { currency: domain.currency })}
          help={t('plan.firstPriceHelp')}
          maxLength={24}
        />
      </FormFrame>
    </>
  );
}
