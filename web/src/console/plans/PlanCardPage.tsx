import { Badge, Button } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { changePlan, planQuery } from '../../api/plans.ts';
import type { Plan } from '../../api/types.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { changed } from '../../ui/form/values.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { TaxRates } from '../requisites/TaxRates.tsx';
import { PlanFields } from './PlanFields.tsx';
import { PlanPrices } from './PlanPrices.tsx';
import { type PlanValues, planBody, planValues } from './planForm.ts';

export function PlanCardPage() {
  const { planId } = useParams({ from: inConsole(paths.plan) });
  const { data } = useQuery(planQuery(planId));
  return data === undefined ? null : <Card key={data.id} plan={data} />;
}

function Card({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const mayManage = useMay('plans.manage');
  const [before, setBefore] = useState(() => planValues(plan));
  const form = useForm<PlanValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changePlan(plan.id, changed(planBody(before), planBody(values))),
    refresh: ['plans'],
    onSaved: (saved) => {
      setBefore(planValues(saved));
      form.reset(planValues(saved));
    },
  });
  return (
    <>
      <CardHead
        title={plan.name}
        id={plan.id}
        back={<BackLink to={paths.plans} label={t('pages.plans')} />}
        status={
          plan.archived && (
            <Badge color="gray" c="var(--mantine-color-text)">
              {t('plan.archived')}
            </Badge>
          )
        }
        actions={<ArchiveButton plan={plan} />}
      />
      <FormFrame {...saving} may={mayManage} onReset={() => form.reset()}>
        <PlanFields form={form} />
      </FormFrame>
      <PlanPrices plan={plan} />
      <TaxRates planId={plan.id} />
    </>
  );
}

function ArchiveButton({ plan }: { plan: Plan }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const archive = useMutation({
    mutationFn: () => changePlan(plan.id, { archived: !plan.archived }),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['plans'] }),
  });
  return (
    <Button
      variant="default"
      loading={archive.isPending}
      leftSection={plan.archived ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
      onClick={() => archive.mutate()}
    >
      {plan.archived ? t('plan.unarchive') : t('plan.archive')}
    </Button>
  );
}
