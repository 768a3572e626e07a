import { NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Site } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { numberOrNull } from '../../ui/form/values.ts';
import { useWords } from '../../ui/useWords.ts';

export interface SiteValues {
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

interface SiteDialogProps {
  /** Undefined: a new one. */
  readonly site: Site | undefined;
  readonly onSave: (values: SiteValues) => Promise<unknown>;
  readonly onClose: () => void;
}

export function SiteDialog({ site, onSave, onClose }: SiteDialogProps) {
  const { t, a } = useWords();
  const [name, setName] = useState(site?.name ?? '');
  const [address, setAddress] = useState(site?.address ?? '');
  const [latitude, setLatitude] = useState<number | string>(site?.latitude ?? '');
  const [longitude, setLongitude] = useState<number | string>(site?.longitude ?? '');
  const values = {
    name: name.trim(),
    address: address.trim(),
    latitude: numberOrNull(latitude),
    longitude: numberOrNull(longitude),
  };
  return (
    <FormDialog
      title={t(site === undefined ? 'site.add' : 'site.change')}
      submit={a('actions.save')}
      ready={values.name !== ''}
      action={() => onSave(values)}
      onClose={onClose}
    >
      <TextInput
        label={t('site.name')}
        value={name}
        maxLength={255}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('site.address')}
        value={address}
        maxLength={500}
        onChange={(event) => setAddress(event.currentTarget.value)}
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
    </FormDialog>
  );
}
