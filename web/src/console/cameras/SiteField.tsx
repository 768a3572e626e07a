import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { sitesQuery } from '../../api/places.ts';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

/** Which of its organization's sites a camera stands at. */
export function SiteField({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const { control } = form;
  const organization = useWatch({ control, name: 'organization' });
  const sites = useQuery({ ...sitesQuery(organization?.id ?? 0), enabled: organization !== null }).data?.items ?? [];
  return (
    <Controller
      control={control}
      name="siteId"
      render={({ field, fieldState }) => (
        <Select
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          label={t('camera.site')}
          placeholder={t('camera.noSite')}
          error={fieldState.error?.message}
          value={field.value === null ? null : String(field.value)}
          data={sites.map(({ id, name, address }) => ({
            value: String(id),
            label: address === '' ? name : `${name}, ${address}`,
          }))}
          onChange={(id) => field.onChange(id === null ? null : Number(id))}
        />
      )}
    />
  );
}
