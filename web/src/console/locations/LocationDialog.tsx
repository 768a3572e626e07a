import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeLocation, createLocation, type Location } from '../../api/locations.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { LocationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { numberOrNull } from '../../ui/form/values.ts';
import { placeOfNumbers } from '../../ui/map/coordinates.ts';
import { PlacePicker } from '../../ui/map/PlacePicker.tsx';
import { useWords } from '../../ui/useWords.ts';

interface LocationDialogProps {
  /** Undefined: a new one. */
  readonly location?: Location;
  /** Where a new one goes; null or undefined: to the top. */
  readonly parent?: Picked | null;
  readonly onClose: () => void;
}

/** Title, place in the tree, code and coordinates of a location. */
export function LocationDialog({ location, parent: given = null, onClose }: LocationDialogProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [title, setTitle] = useState(location?.title ?? '');
  const [code, setCode] = useState(location?.code ?? '');
  const [parent, setParent] = useState<Picked | null>(location === undefined ? given : parentOf(location));
  const [latitude, setLatitude] = useState<number | string>(location?.latitude ?? '');
  const [longitude, setLongitude] = useState<number | string>(location?.longitude ?? '');
  const save = async () => {
    const body = {
      title: title.trim(),
      code: code.trim() || null,
      parentId: parent?.id ?? null,
      latitude: numberOrNull(latitude),
      longitude: numberOrNull(longitude),
    };
    await (location === undefined ? createLocation(body) : changeLocation(location.id, body));
    await Promise.all(['locations', 'cameras'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return (
    <FormDialog
      title={t(location === undefined ? 'location.add' : 'location.change')}
      submit={a('actions.save')}
      ready={title.trim() !== ''}
      action={save}
      onClose={onClose}
    >
      <TextInput
        label={t('location.title')}
        value={title}
        maxLength={255}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <LocationPicker
        clearable
        label={t('location.parent')}
        placeholder={t('location.top')}
        value={parent}
        except={({ id }) => id === location?.id}
        onChange={setParent}
      />
      <TextInput
        label={t('location.code')}
        description={t('location.codeHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={code}
        maxLength={64}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <SimpleGrid cols={2}>
        <NumberInput
          hideControls
          label={t('site.latitude')}
          min={-90}
          max={90}
          value={latitude}
          onChange={setLatitude}
        />
        <NumberInput
          hideControls
          label={t('site.longitude')}
          min={-180}
          max={180}
          value={longitude}
          onChange={setLongitude}
        />
      </SimpleGrid>
      <PlacePicker
        place={placeOfNumbers(latitude, longitude)}
        onPick={(place) => {
          setLatitude(place.latitude);
          setLongitude(place.longitude);
        }}
      />
    </FormDialog>
  );
}

const parentOf = ({ parentId, titles }: Location): Picked | null =>
  parentId === null ? null : { id: parentId, title: titles.slice(0, -1).join(', ') };
