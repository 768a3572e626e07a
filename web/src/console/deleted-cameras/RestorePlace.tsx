import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { foldersQuery } from '../../api/folders.ts';
import { availablePresetsQuery } from '../../api/presets.ts';
import { LocationPicker, OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { RestoreValues } from './restoreForm.ts';

/** Whose a restored camera is, in which folder, of which preset and where. */
export function RestorePlace({ form }: { form: UseFormReturn<RestoreValues> }) {
  const { t } = useWords();
  const { control } = form;
  const organization = useWatch({ control, name: 'organization' });
  const folders =
    useQuery({ ...foldersQuery(organization?.id ?? 0), enabled: organization !== null }).data?.items ?? [];
  const presets = useQuery(availablePresetsQuery(organization?.id)).data?.items ?? [];
  return (
    <>
      <Controller
        control={control}
        name="organization"
        render={({ field, fieldState }) => (
          <OrganizationPicker
            label={t('camera.organization')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={(value) => {
              field.onChange(value === null ? null : { id: value.id, title: value.title });
              form.setValue('folderId', null);
            }}
          />
        )}
      />
      <Controller
        control={control}
        name="folderId"
        render={({ field, fieldState }) => (
          <Select
            searchable
            label={t('camera.folder')}
            error={fieldState.error?.message}
            placeholder={t('camera.rootFolder')}
            value={field.value === null ? null : String(field.value)}
            data={folders.map(({ id, title, level }) => ({
              value: String(id),
              label: `${'– '.repeat(level)}${title}`,
            }))}
            onChange={(id) => field.onChange(id === null ? null : Number(id))}
          />
        )}
      />
      <Controller
        control={control}
        name="presetId"
        render={({ field, fieldState }) => (
          <Select
            searchable
            label={t('camera.preset')}
            error={fieldState.error?.message}
            placeholder={t('form.choose')}
            value={field.value === null ? null : String(field.value)}
            data={presets.map(({ id, title }) => ({ value: String(id), label: title }))}
            onChange={(id) => field.onChange(id === null ? null : Number(id))}
          />
        )}
      />
      <Controller
        control={control}
        name="location"
        render={({ field, fieldState }) => (
          <LocationPicker
            clearable
            forCameras
            label={t('camera.location')}
            placeholder={t('camera.noLocation')}
            error={fieldState.error?.message}
            value={field.value}
            onChange={(value) => field.onChange(value && { id: value.id, title: value.title })}
          />
        )}
      />
    </>
  );
}
