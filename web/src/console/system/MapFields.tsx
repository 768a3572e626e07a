import { Title } from '@mantine/core';
import type { UseFormReturn } from 'react-hook-form';
import { TextField } from '../../ui/form/fields.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { SettingsValues } from './settingsForm.ts';

/** What lies under the maps of the console and of subscribers. */
export function MapFields({ form: { control } }: { form: UseFormReturn<SettingsValues> }) {
  const { t } = useWords();
  return (
    <>
      <Title order={2} mt={8}>
        {t('settings.maps')}
      </Title>
      <TextField
        control={control}
        name="mapTiles"
        label={t('settings.mapTiles')}
        help={t('settings.mapTilesHelp')}
        placeholder="https://tiles.example.net/{z}/{x}/{y}.png"
        maxLength={2000}
      />
      <TextField
        control={control}
        name="mapAttribution"
        label={t('settings.mapAttribution')}
        help={t('settings.mapAttributionHelp')}
        maxLength={255}
      />
    </>
  );
}
