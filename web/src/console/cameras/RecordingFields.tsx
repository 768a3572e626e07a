import { Select } from '@mantine/core';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { NumberField } from '../../ui/form/fields.tsx';
import { ScheduleField } from '../../ui/form/ScheduleField.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

const MODES = ['always', 'motion', 'schedule', 'off'] as const;

/** When a camera is recorded, and from which bitrate on the provider is warned. */
export function RecordingFields({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const { control } = form;
  const mode = useWatch({ control, name: 'recordMode' });
  return (
    <>
      <Controller
        control={control}
        name="recordMode"
        render={({ field, fieldState }) => (
          <Select
            label={t('camera.recordMode')}
            description={t(`camera.recordModes.${field.value}Help`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={fieldState.error?.message}
            allowDeselect={false}
            value={field.value}
            data={MODES.map((value) => ({ value, label: t(`camera.recordModes.${value}`) }))}
            onChange={(value) => field.onChange(value)}
          />
        )}
      />
      {mode === 'schedule' && (
        <Controller
          control={control}
          name="recordSchedule"
          render={({ field, fieldState }) => (
            <ScheduleField
              label={t('camera.schedule')}
              none={t('camera.scheduleNone')}
              value={field.value}
              error={fieldState.error?.message}
              onChange={field.onChange}
            />
          )}
        />
      )}
      <NumberField
        control={control}
        name="bandwidthLimit"
        label={t('camera.bandwidth')}
        help={t('camera.bandwidthHelp')}
        min={1}
      />
    </>
  );
}
