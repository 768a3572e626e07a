import { Controller, type UseFormReturn } from 'react-hook-form';
import { TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { LockValues } from './lockForm.ts';

export function LockFields({ form }: { form: UseFormReturn<LockValues> }) {
  const { t } = useWords();
  const { control } = form;
  return (
    <>
      <TextField control={control} name="title" label={t('camera.title')} help={t('lock.titleHelp')} maxLength={255} />
      <TextField
        control={control}
        name="address"
        label={t('camera.address')}
        help={t('lock.addressHelp')}
        maxLength={500}
      />
      <Controller
        control={control}
        name="organization"
        render={({ field, fieldState }) => (
          <OrganizationPicker
            label={t('camera.organization')}
            help={t('lock.organizationHelp')}
            placeholder={t('lock.defaultOrganization')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <TextField
        control={control}
        name="externalId"
        label={t('camera.externalId')}
        help={t('lock.externalIdHelp')}
        maxLength={255}
      />
      <TextAreaField control={control} name="comment" label={t('camera.comment')} />
    </>
  );
}
