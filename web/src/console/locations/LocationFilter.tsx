import { useQuery } from '@tanstack/react-query';
import { locationQuery } from '../../api/locations.ts';
import { LocationPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

interface LocationFilterProps {
  readonly locationId: number | undefined;
  readonly onChange: (locationId: number | undefined) => void;
}

/** Of a list: where, with all below it. */
export function LocationFilter({ locationId, onChange }: LocationFilterProps) {
  const { t } = useWords();
  const location = useQuery({ ...locationQuery(locationId ?? 0), enabled: locationId !== undefined });
  const title = location.data?.titles.join(', ') ?? `ID ${locationId}`;
  return (
    <LocationPicker
      hideLabel
      clearable
      label={t('camera.location')}
      placeholder={t('camera.anyLocation')}
      value={locationId === undefined ? null : { id: locationId, title }}
      onChange={(value) => onChange(value?.id)}
    />
  );
}
