import { SimpleGrid } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { NumberField, SwitchField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { PresetValues } from './presetForm.ts';

export function PresetFields({ form }: { form: UseFormReturn<PresetValues> }) {
  const { t } = useWords();
  const { control } = form;
  return (
    <>
      <TextField control={control} name="title" label={t('preset.title')} maxLength={255} required />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberField
          control={control}
          name="archiveDays"
          label={t('camera.archiveDays')}
          help={t('preset.archiveDaysHelp')}
          max={3650}
          decimals
        />
        <NumberField
          control={control}
          name="archiveGigabytes"
          label={t('camera.archiveGigabytes')}
          help={t('preset.archiveGigabytesHelp')}
          max={1_000_000}
        />
      </SimpleGrid>
      <SwitchField
        control={control}
        name="adjustable"
        label={t('preset.adjustable')}
        help={t('preset.adjustableHelp')}
      />
      <SwitchField control={control} name="isDefault" label={t('preset.isDefault')} help={t('preset.defaultHelp')} />
    </>
  );
}
