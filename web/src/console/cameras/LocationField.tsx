import { Controller, type UseFormReturn } from 'react-hook-form';
import { LocationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

/** Where in the provider's tree of addresses a camera stands. */
export function LocationField({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  return (
    <Controller
      control={form.control}
      name="location"
      render={({ field, fieldState }) => (
        <LocationPicker
          clearable
          forCameras
          label={t('camera.location')}
          help={t('camera.locationHelp')}
          placeholder={t('camera.noLocation')}
          error={fieldState.error?.message}
          value={field.value}
          onChange={field.onChange}
        />
      )}
    />
  );
}
