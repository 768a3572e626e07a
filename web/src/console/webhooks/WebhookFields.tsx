import { Alert, MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { eventTypesQuery } from '../../api/webhooks.ts';
import { SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { WebhookValues } from './webhookForm.ts';

const GROUPS = ['provisioning', 'money', 'status'] as const;

export function WebhookFields({ form }: { form: UseFormReturn<WebhookValues> }) {
  const { t } = useWords();
  const { control } = form;
  const all = useWatch({ control, name: 'all' });
  const url = useWatch({ control, name: 'url' });
  return (
    <>
      <TextField
        control={control}
        name="url"
        label={t('webhook.url')}
        help={t('webhook.urlHelp')}
        placeholder="https://billing.example.net/vedette"
        maxLength={2000}
        required
      />
      {/^http:/i.test(url.trim()) && (
        <Alert color="yellow" variant="light">
          {t('webhook.plain')}
        </Alert>
      )}
      <TextField
        control={control}
        name="description"
        label={t('webhook.description')}
        help={t('webhook.descriptionHelp')}
        maxLength={255}
      />
      <SwitchField control={control} name="all" label={t('webhook.all')} help={t('webhook.allHelp')} />
      {!all && <Types form={form} />}
      <SwitchField control={control} name="enabled" label={t('webhook.enabled')} help={t('webhook.enabledHelp')} />
    </>
  );
}

function Types({ form }: { form: UseFormReturn<WebhookValues> }) {
  const { t } = useWords();
  const known = useQuery(eventTypesQuery).data?.items ?? [];
  const data = [
    { group: t('webhook.groups'), items: GROUPS.map((value) => ({ value, label: t(`webhook.group.${value}`) })) },
    ...GROUPS.map((name) => ({
      group: t(`webhook.group.${name}`),
      items: known.filter(({ group }) => group === name).map(({ type }) => ({ value: type, label: type })),
    })),
  ];
  return (
    <Controller
      control={form.control}
      name="types"
      render={({ field, fieldState }) => (
        <MultiSelect
          label={t('webhook.types')}
          error={fieldState.error?.message}
          data={data}
          value={field.value}
          onChange={field.onChange}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          nothingFoundMessage={t('list.nothing')}
          hidePickedOptions
          scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
        />
      )}
    />
  );
}
