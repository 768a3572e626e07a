import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { organizationQuery } from '../../api/organizations.ts';
import { presetsQuery } from '../../api/presets.ts';
import { number } from '../../format/numbers.ts';
import { NumberField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import { archiveGiven, type CameraValues } from './cameraForm.ts';

/** How deep and how large the archive is, with what holds where the camera says nothing itself. */
export function ArchiveFields({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t, language } = useWords();
  const { control } = form;
  const [presetId, place] = useWatch({ control, name: ['presetId', 'organization'] });
  const presets = useQuery(presetsQuery).data?.items;
  const organization = useQuery({ ...organizationQuery(place?.id ?? 0), enabled: place !== null }).data;
  const preset = presets?.find(({ id, isDefault }) => (presetId === null ? isDefault : id === presetId));
  const locked =
    preset !== undefined && !preset.adjustable ? t('camera.lockedBy', { preset: preset.title }) : undefined;
  const given = preset && archiveGiven(preset, place === null ? undefined : organization);
  const shown = (value: number | null | undefined) =>
    value == null ? {} : { placeholder: number(value, language, 2), given: value };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberField
        control={control}
        name="archiveDays"
        label={t('camera.archiveDays')}
        help={t('camera.archiveDaysHelp')}
        locked={locked}
        max={3650}
        decimals
        {...shown(given?.days)}
      />
      <NumberField
        control={control}
        name="archiveGigabytes"
        label={t('camera.archiveGigabytes')}
        help={t('camera.archiveGigabytesHelp')}
        locked={locked}
        max={1_000_000}
        {...shown(given?.gigabytes)}
      />
    </SimpleGrid>
  );
}
