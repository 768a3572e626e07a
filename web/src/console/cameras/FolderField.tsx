import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { foldersQuery } from '../../api/folders.ts';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

/** Which of its organization's folders a camera is in. */
export function FolderField({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const { control } = form;
  const organization = useWatch({ control, name: 'organization' });
  const folders =
    useQuery({ ...foldersQuery(organization?.id ?? 0), enabled: organization !== null }).data?.items ?? [];
  return (
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
          data={folders.map(({ id, title, level }) => ({ value: String(id), label: `${'– '.repeat(level)}${title}` }))}
          onChange={(id) => field.onChange(id === null ? null : Number(id))}
        />
      )}
    />
  );
}
