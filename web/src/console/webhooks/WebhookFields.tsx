import { Alert, Checkbox, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { eventTypesQuery } from '../../api/webhooks.ts';
import { SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { WebhookValues } from './webhookForm.ts';

const GROUPS = ['provisioning', 'money', 'status', 'analytics'] as const;

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

/** A group is all of its types, those too that there will be; what it covers is not chosen one by one. */
function Types({ form }: { form: UseFormReturn<WebhookValues> }) {
  const { t } = useWords();
  const known = useQuery(eventTypesQuery).data?.items ?? [];
  return (
    <Controller
      control={form.control}
      name="types"
      render={({ field, fieldState }) => (
        <Checkbox.Group
          label={t('webhook.types')}
          error={fieldState.error?.message}
          value={field.value}
          onChange={field.onChange}
        >
          {GROUPS.map((group) => (
            <Stack key={group} gap={6} mt={8}>
              <Checkbox value={group} label={t(`webhook.group.${group}`)} fw={600} />
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} verticalSpacing={6} pl={28}>
                {known
                  .filter((one) => one.group === group)
                  .map(({ type }) => (
                    <Checkbox key={type} value={type} label={type} disabled={field.value.includes(group)} />
                  ))}
              </SimpleGrid>
            </Stack>
          ))}
        </Checkbox.Group>
      )}
    />
  );
}
