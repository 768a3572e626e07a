import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { streamersQuery } from '../../api/places.ts';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

/** Which media node takes the camera in. */
export function StreamerField({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const streamers = useQuery(streamersQuery).data?.items ?? [];
  return (
    <Controller
      control={form.control}
      name="streamerId"
      render={({ field, fieldState }) => (
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear') }}
          label={t('camera.streamer')}
          description={t('camera.streamerHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder={t('camera.noStreamer')}
          error={fieldState.error?.message}
          value={field.value === null ? null : String(field.value)}
          data={streamers.map(({ id, hostname, local }) => ({
            value: String(id),
            label: local ? t('streamer.local', { hostname }) : hostname,
          }))}
          onChange={(id) => field.onChange(id === null ? null : Number(id))}
        />
      )}
    />
  );
}
