import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { availablePresetsQuery } from '../../api/presets.ts';
import type { Camera } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

interface PresetFieldProps {
  readonly form: UseFormReturn<CameraValues>;
  readonly kept?: Camera['preset'] | undefined;
}

/** What is delivered: of the presets that cameras of the chosen organization may have, and the one that it has. */
export function PresetField({ form, kept }: PresetFieldProps) {
  const { t } = useWords();
  const { control } = form;
  const organization = useWatch({ control, name: 'organization' });
  const found = useQuery(availablePresetsQuery(organization?.id)).data?.items ?? [];
  const presets = kept === undefined || found.some(({ id }) => id === kept.id) ? found : [kept, ...found];
  return (
    <Controller
      control={control}
      name="presetId"
      render={({ field, fieldState }) => (
        <Select
          searchable
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          label={t('camera.preset')}
          description={
            organization === null ? (
              t('camera.presetHelp')
            ) : (
              <>
                {t('camera.presetOffered')}{' '}
                <LinkAnchor
                  to={paths.organization}
                  params={{ organizationId: organization.id }}
                  search={{ tab: 'presets' }}
                  target="_blank"
                  fz="inherit"
                  underline="always"
                >
                  {t('camera.presetLink')}
                </LinkAnchor>
              </>
            )
          }
          error={fieldState.error?.message}
          placeholder={t('camera.defaultPreset')}
          value={field.value === null ? null : String(field.value)}
          data={presets.map(({ id, title }) => ({ value: String(id), label: title }))}
          onChange={(id) => {
            const chosen = id === null ? null : Number(id);
            const before = form.formState.defaultValues ?? {};
            // Another preset brings its own depth and size; what stood on the camera goes, as the server has it.
            for (const name of ['archiveDays', 'archiveGigabytes'] as const)
              form.setValue(name, chosen === before.presetId ? (before[name] ?? '') : '');
            field.onChange(chosen);
          }}
        />
      )}
    />
  );
}
