import { type UseFormReturn, useWatch } from 'react-hook-form';
import { TextField } from '../../ui/form/fields.tsx';
import { placeOfText } from '../../ui/map/coordinates.ts';
import { PlacePicker } from '../../ui/map/PlacePicker.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { CameraValues } from './cameraForm.ts';

/** Where a camera stands: written, or by a click on a map. */
export function CoordinatesField({ form }: { form: UseFormReturn<CameraValues> }) {
  const { t } = useWords();
  const { control, setValue } = form;
  const coordinates = useWatch({ control, name: 'coordinates' });
  return (
    <>
      <TextField
        control={control}
        name="coordinates"
        label={t('camera.coordinates')}
        help={t('camera.coordinatesHelp')}
        maxLength={100}
      />
      <PlacePicker
        place={placeOfText(coordinates)}
        onPick={({ latitude, longitude }) =>
          setValue('coordinates', `${latitude} ${longitude}`, { shouldDirty: true, shouldValidate: true })
        }
      />
    </>
  );
}
