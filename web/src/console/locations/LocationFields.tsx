import { SimpleGrid } from '@mantine/core';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { NumberField, TextField } from '../../ui/form/fields.tsx';
import { LocationPicker } from '../../ui/form/pickers.tsx';
import { placeOfNumbers } from '../../ui/map/coordinates.ts';
import { PlacePicker } from '../../ui/map/PlacePicker.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { LocationValues } from './locationForm.ts';

interface LocationFieldsProps {
  readonly form: UseFormReturn<LocationValues>;
  /** The location itself, which cannot be below itself; undefined: a new one. */
  readonly id?: number;
}

/** Title, place in the tree, code and coordinates of a location. */
export function LocationFields({ form: { control, watch, setValue }, id }: LocationFieldsProps) {
  const { t } = useWords();
  const [latitude, longitude] = watch(['latitude', 'longitude']);
  return (
    <>
      <TextField control={control} name="title" label={t('location.title')} maxLength={255} required first />
      <Controller
        control={control}
        name="parent"
        render={({ field, fieldState }) => (
          <LocationPicker
            clearable
            label={t('location.parent')}
            placeholder={t('location.top')}
            value={field.value}
            error={fieldState.error?.message}
            except={(option) => option.id === id}
            onChange={(picked) => field.onChange(picked && { id: picked.id, title: picked.title })}
          />
        )}
      />
      <TextField
        control={control}
        name="code"
        label={t('location.code')}
        help={t('location.codeHelp')}
        maxLength={64}
      />
      <SimpleGrid cols={2}>
        <NumberField control={control} name="latitude" label={t('site.latitude')} min={-90} max={90} decimals />
        <NumberField control={control} name="longitude" label={t('site.longitude')} min={-180} max={180} decimals />
      </SimpleGrid>
      <PlacePicker
        place={placeOfNumbers(latitude, longitude)}
        onPick={(place) => {
          setValue('latitude', place.latitude, { shouldDirty: true });
          setValue('longitude', place.longitude, { shouldDirty: true });
        }}
      />
    </>
  );
}
