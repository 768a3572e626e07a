import { Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { cameraModelsQuery } from '../../api/places.ts';
import { NumberField, TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** How the device behind the camera is reached and what it is. */
export function ConnectionFields({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const { control } = form;
  const models = useQuery(cameraModelsQuery).data;
  const groups = (models?.brands ?? []).map((brand) => ({
    group: brand.name,
    items: brand.models.map(({ id, name }) => ({
      value: String(id),
      label: name === brand.name ? name : `${brand.name} ${name}`,
    })),
  }));
  return (
    <>
      <Controller
        control={control}
        name="connection.modelId"
        render={({ field, fieldState }) => (
          <Select
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            label={t('camera.model')}
            description={t('camera.modelHelp')}
            inputWrapperOrder={ORDER}
            error={fieldState.error?.message}
            limit={100}
            value={field.value === null ? null : String(field.value)}
            data={groups}
            onChange={(id) => field.onChange(id === null ? null : Number(id))}
          />
        )}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Controller
          control={control}
          name="connection.transport"
          render={({ field, fieldState }) => (
            <Select
              label={t('camera.transport')}
              error={fieldState.error?.message}
              allowDeselect={false}
              value={field.value}
              data={[
                { value: '', label: t('camera.transportAuto') },
                { value: 'tcp', label: 'TCP' },
                { value: 'udp', label: 'UDP' },
              ]}
              onChange={(value) => field.onChange(value ?? '')}
            />
          )}
        />
        <Controller
          control={control}
          name="connection.ptzType"
          render={({ field, fieldState }) => (
            <Select
              label={t('camera.ptz')}
              error={fieldState.error?.message}
              allowDeselect={false}
              value={String(field.value)}
              data={(models?.ptzTypes ?? [{ id: 0, code: 'none' }]).map(({ id, code }) => ({
                value: String(id),
                label: code === 'none' ? t('camera.ptzNone') : code.toUpperCase(),
              }))}
              onChange={(value) => field.onChange(Number(value))}
            />
          )}
        />
        <NumberField
          control={control}
          name="connection.httpPort"
          label={t('camera.httpPort')}
          help={t('camera.httpPortHelp')}
          min={1}
          max={65_535}
        />
        <NumberField
          control={control}
          name="connection.channel"
          label={t('camera.channel')}
          help={t('camera.channelHelp')}
          max={1024}
        />
      </SimpleGrid>
      <TextField
        control={control}
        name="connection.mac"
        label={t('camera.mac')}
        placeholder="00:1a:2b:3c:4d:5e"
        maxLength={32}
      />
    </>
  );
}
