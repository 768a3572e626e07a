import { Select, Skeleton, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeOrganizationPlans, organizationPlansQuery, plansQuery } from '../../api/plans.ts';
import type { OrganizationPlansChange } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { money } from '../../format/money.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { OrganizationTerms } from './OrganizationTerms.tsx';

/** Which plans its cameras may have, which one those get that its subscribers add, and what was agreed. */
export function OrganizationPlans({ organizationId }: { organizationId: number }) {
  const { t, a, language } = useWords();
  const queries = useQueryClient();
  const all = useQuery(plansQuery);
  const own = useQuery(organizationPlansQuery(organizationId));
  const change = useMutation({
    mutationFn: (body: OrganizationPlansChange) => changeOrganizationPlans(organizationId, body),
    onSuccess: (saved) => queries.setQueryData(organizationPlansQuery(organizationId).queryKey, saved),
    onError: (error) => showProblem(a, error),
  });
  const failed = [all, own].find((query) => query.isError);
  if (failed) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (all.data === undefined || own.data === undefined) return <Skeleton height={160} />;
  const allowed = own.data.allowed.map(({ id }) => id);
  const plans = all.data.items.filter(({ id, archived }) => !archived || allowed.includes(id));
  const choices = plans.filter(({ id, archived }) => !archived && (allowed.length === 0 || allowed.includes(id)));
  if (plans.length === 0)
    return (
      <Text fz={14}>
        {t('plan.none')}.{' '}
        <LinkAnchor to={paths.planNew} fz="inherit">
          {t('plan.add')}
        </LinkAnchor>
      </Text>
    );
  return (
    <>
      <Stack maw={560}>
        <Title order={2}>{t('plan.allowed')}</Title>
        <Switch
          label={t('plan.noPlans')}
          description={t('plan.noPlansHelp')}
          checked={own.data.none}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ none: event.currentTarget.checked })}
        />
        {!own.data.none && (
          <Text fz={14} c="dimmed">
            {allowed.length === 0 ? t('plan.allAllowed') : t('plan.someAllowed', { count: allowed.length })}
          </Text>
        )}
        {!own.data.none &&
          plans.map((plan) => (
            <Switch
              key={plan.id}
              label={plan.name}
              description={
                plan.archived ? t('plan.archived') : plan.price ? money(plan.price, language) : t('plan.noPrice')
              }
              checked={allowed.includes(plan.id)}
              disabled={change.isPending}
              onChange={(event) =>
                change.mutate({
                  allowed: event.currentTarget.checked ? [...allowed, plan.id] : allowed.filter((id) => id !== plan.id),
                })
              }
            />
          ))}
        {!own.data.none && (
          <Select
            mt={8}
            label={t('plan.ofNewCameras')}
            description={t('plan.ofNewCamerasHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={t('plan.noDefault')}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            disabled={change.isPending}
            data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={own.data.default === null ? null : String(own.data.default.id)}
            onChange={(value) => change.mutate({ default: value === null ? null : Number(value) })}
          />
        )}
      </Stack>
      <OrganizationTerms organizationId={organizationId} terms={own.data} />
    </>
  );
}
