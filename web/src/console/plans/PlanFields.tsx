import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { presetsQuery } from '../../api/presets.ts';
import { SwitchField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { PlanValues } from './planForm.ts';

export function PlanFields({ form }: { form: UseFormReturn<PlanValues> }) {
  const { t } = useWords();
  const { control } = form;
  const presets = useQuery(presetsQuery);
  return (
    <>
      <TextField control={control} name="name" label={t('plan.name')} maxLength={255} required />
      <TextAreaField control={control} name="note" label={t('plan.note')} help={t('plan.noteHelp')} />
      <Controller
        control={control}
        name="presetId"
        rules={{ required: t('form.required') }}
        render={({ field, fieldState }) => (
          <Select
            label={t('camera.preset')}
            description={t('camera.presetHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={t('form.choose')}
            allowDeselect={false}
            searchable
            error={fieldState.error?.message}
            data={(presets.data?.items ?? []).map(({ id, title }) => ({ value: String(id), label: title }))}
            value={field.value === '' ? null : field.value}
            onChange={(value) => field.onChange(value ?? '')}
          />
        )}
      />
      <SwitchField control={control} name="isDefault" label={t('plan.isDefault')} help={t('plan.defaultHelp')} />
    </>
  );
}
