import { Button, MultiSelect, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { systemMethodsQuery } from '../../api/administrators.ts';
import { SecretField, SwitchField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { UserPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { type AdministratorValues, PLAYBACK_METHODS } from './administratorForm.ts';

export function AdministratorFields({ form, fresh }: { form: UseFormReturn<AdministratorValues>; fresh?: boolean }) {
  const { t } = useWords();
  const { control } = form;
  const allMethods = useWatch({ control, name: 'allMethods' });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField control={control} name="login" label={t('administrator.login')} maxLength={255} required />
        <SecretField
          control={control}
          name="password"
          label={t(fresh ? 'administrator.password' : 'administrator.newPassword')}
          help={t(fresh ? 'administrator.passwordHelp' : 'administrator.newPasswordHelp')}
          required={fresh ?? false}
        />
        <TextField control={control} name="name" label={t('administrator.name')} help={t('administrator.nameHelp')} />
        <TextField
          control={control}
          name="email"
          label={t('administrator.email')}
          help={t('administrator.emailHelp')}
        />
      </SimpleGrid>
      <SwitchField control={control} name="enabled" label={t('administrator.enabled')} />
      <SwitchField
        control={control}
        name="allMethods"
        label={t('administrator.allMethods')}
        help={t('administrator.allMethodsHelp')}
      />
      {!allMethods && <Methods form={form} />}
      <TextAreaField
        control={control}
        name="networks"
        label={t('administrator.networks')}
        help={t('administrator.networksHelp')}
      />
      <Controller
        control={control}
        name="actsFor"
        render={({ field, fieldState }) => (
          <UserPicker
            clearable
            label={t('administrator.actsFor')}
            help={t('administrator.actsForHelp')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
    </>
  );
}

function Methods({ form }: { form: UseFormReturn<AdministratorValues> }) {
  const { t } = useWords();
  const known = useQuery(systemMethodsQuery).data?.items ?? [];
  const playback = PLAYBACK_METHODS.filter((name) => known.some((method) => method.name === name));
  return (
    <Controller
      control={form.control}
      name="methods"
      render={({ field, fieldState }) => (
        <div>
          <MultiSelect
            label={t('administrator.methods')}
            error={fieldState.error?.message}
            data={known.map(({ name }) => name)}
            value={field.value}
            onChange={field.onChange}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            nothingFoundMessage={t('list.nothing')}
            hidePickedOptions
          />
          <Button variant="default" size="xs" mt={8} onClick={() => field.onChange([...playback])}>
            {t('administrator.playbackOnly')}
          </Button>
        </div>
      )}
    />
  );
}
