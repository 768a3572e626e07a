import { Group, SimpleGrid } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import type { Camera } from '../../api/types.ts';
import { Fold } from '../../ui/form/Fold.tsx';
import { SwitchField, TextAreaField, TextField } from '../../ui/form/fields.tsx';
import { OrganizationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { ArchiveFields } from './ArchiveFields.tsx';
import { ConnectionFields } from './ConnectionFields.tsx';
import { CoordinatesField } from './CoordinatesField.tsx';
import type { CameraValues } from './cameraForm.ts';
import { FolderField } from './FolderField.tsx';
import { LocationField } from './LocationField.tsx';
import { MotionFields } from './MotionFields.tsx';
import { PresetField } from './PresetField.tsx';
import { RecordingFields } from './RecordingFields.tsx';
import { SiteField } from './SiteField.tsx';
import { StreamerField } from './StreamerField.tsx';

interface Props {
  readonly form: UseFormReturn<CameraValues>;
  readonly fresh?: boolean;
  readonly connection?: Camera['connection'];
  /** The preset that it has: offered even where no other camera may get it. */
  readonly kept?: Camera['preset'] | undefined;
}

/** The fields of a camera: what each one needs, then the rest by subject. */
export function CameraFields({ form, fresh = false, connection, kept }: Props) {
  const { t } = useWords();
  const { control } = form;
  const open = !fresh;

  return (
    <>
      <TextField control={control} name="title" label={t('camera.title')} maxLength={255} />
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
              placeholder={t('camera.defaultOrganization')}
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
        <PresetField form={form} kept={kept} />
      </SimpleGrid>
      <Fold title={t('camera.archive')} about={t('camera.archiveAbout')} open={open}>
        <ArchiveFields form={form} />
        <RecordingFields form={form} />
        <MotionFields form={form} connection={connection} />
      </Fold>
      <Fold title={t('camera.picture')} about={t('camera.pictureAbout')} open={open}>
        <TextField
          control={control}
          name="substreamUrl"
          label={t('camera.substream')}
          help={t('camera.substreamHelp')}
        />
        <Group gap={32}>
          <SwitchField control={control} name="sound" label={t('camera.sound')} />
          <SwitchField control={control} name="onDemand" label={t('camera.onDemand')} help={t('camera.onDemandHelp')} />
        </Group>
      </Fold>
      <Fold title={t('camera.connection')} about={t('camera.connectionAbout')} open={open}>
        <ConnectionFields form={form} />
        <StreamerField form={form} />
      </Fold>
      <Fold title={t('camera.place')} about={t('camera.placeAbout')} open={open}>
        <FolderField form={form} />
        <LocationField form={form} />
        <SiteField form={form} />
        <TextField control={control} name="address" label={t('camera.address')} maxLength={500} />
        <CoordinatesField form={form} />
      </Fold>
      <Fold title={t('camera.notes')} about={t('camera.notesAbout')} open={open}>
        {fresh && (
          <TextField
            control={control}
            name="name"
            label={t('camera.name')}
            help={t('camera.nameHelp')}
            maxLength={200}
          />
        )}
        <TextField
          control={control}
          name="externalId"
          label={t('camera.externalId')}
          help={t('camera.externalIdHelp')}
          maxLength={255}
        />
        <TextAreaField control={control} name="comment" label={t('camera.comment')} />
      </Fold>
    </>
  );
}
