import { Group, Select, SimpleGrid, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { foldersQuery } from '../../api/folders.ts';
import { presetsQuery } from '../../api/presets.ts';
import { NumberField, SwitchField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ConnectionFields } from './ConnectionFields.tsx';
import type { CameraValues } from './cameraForm.ts';
import { MotionFields } from './MotionFields.tsx';
import { RecordingFields } from './RecordingFields.tsx';
import { SiteField } from './SiteField.tsx';
import { StreamerField } from './StreamerField.tsx';

interface Props {
  readonly form: UseFormReturn<CameraValues>;
  readonly fresh?: boolean;
  readonly motionPath?: string | undefined;
}

/** The fields of a camera, in the order in which they are asked for. */
export function CameraFields({ form, fresh = false, motionPath }: Props) {
  const { t } = useWords();
  const { control } = form;
  const [organization, presetId] = useWatch({ control, name: ['organization', 'presetId'] });
  const presets = useQuery(presetsQuery).data?.items ?? [];
  const folders =
    useQuery({ ...foldersQuery(organization?.id ?? 0), enabled: organization !== null }).data?.items ?? [];
  const preset = presets.find(({ id }) => id === presetId);
  const locked =
    preset !== undefined && !preset.adjustable ? t('camera.lockedBy', { preset: preset.title }) : undefined;
  const options = {
    searchable: true,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };

  return (
    <>
      <TextField control={control} name="title" label={t('camera.title')} maxLength={255} />
      {fresh && (
        <TextField control={control} name="name" label={t('camera.name')} help={t('camera.nameHelp')} maxLength={200} />
      )}
      <TextField
        control={control}
        name="sourceUrl"
        label={t('camera.source')}
        help={t('camera.sourceHelp')}
        placeholder="rtsp://user:password@10.0.0.10/stream1"
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Controller
          control={control}
          name="organization"
          render={({ field, fieldState }) => (
            <OrganizationPicker
              label={t('camera.organization')}
              error={fieldState.error?.message}
              value={field.value}
              onChange={(value) => {
                field.onChange(value);
                form.setValue('folderId', null);
                form.setValue('siteId', null);
              }}
            />
          )}
        />
        <Controller
          control={control}
          name="folderId"
          render={({ field, fieldState }) => (
            <Select
              {...options}
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
      </SimpleGrid>
      <Title order={2} mt={8}>
        {t('camera.archive')}
      </Title>
      <Controller
        control={control}
        name="presetId"
        render={({ field, fieldState }) => (
          <Select
            {...options}
            label={t('camera.preset')}
            description={t('camera.presetHelp')}
            error={fieldState.error?.message}
            placeholder={t('camera.defaultPreset')}
            value={field.value === null ? null : String(field.value)}
            data={presets.map(({ id, title }) => ({ value: String(id), label: title }))}
            onChange={(id) => field.onChange(id === null ? null : Number(id))}
          />
        )}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberField
          control={control}
          name="archiveDays"
          label={t('camera.archiveDays')}
          help={t('camera.archiveDaysHelp')}
          locked={locked}
          max={3650}
          decimals
        />
        <NumberField
          control={control}
          name="archiveGigabytes"
          label={t('camera.archiveGigabytes')}
          help={t('camera.archiveGigabytesHelp')}
          locked={locked}
          max={1_000_000}
        />
      </SimpleGrid>
      <RecordingFields form={form} />
      <MotionFields form={form} motionPath={motionPath} />
      <Title order={2} mt={8}>
        {t('camera.picture')}
      </Title>
      <TextField control={control} name="substreamUrl" label={t('camera.substream')} help={t('camera.substreamHelp')} />
      <Group gap={32}>
        <SwitchField control={control} name="sound" label={t('camera.sound')} />
        <SwitchField control={control} name="onDemand" label={t('camera.onDemand')} help={t('camera.onDemandHelp')} />
      </Group>
      <ConnectionFields form={form} />
      <StreamerField form={form} />
      <Title order={2} mt={8}>
        {t('camera.place')}
      </Title>
      <SiteField form={form} />
      <TextField control={control} name="address" label={t('camera.address')} maxLength={500} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextField
          control={control}
          name="coordinates"
          label={t('camera.coordinates')}
          help={t('camera.coordinatesHelp')}
          maxLength={100}
        />
        <TextField
          control={control}
          name="externalId"
          label={t('camera.externalId')}
          help={t('camera.externalIdHelp')}
          maxLength={255}
        />
      </SimpleGrid>
      <TextAreaField control={control} name="comment" label={t('camera.comment')} />
    </>
  );
}
