import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { changeLocation, createLocation, type Location, locationQuery } from '../../api/locations.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import type { Picked } from '../../ui/form/pickers.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useWords } from '../../ui/useWords.ts';
import { useSeenForm } from '../meanwhile/useSeenForm.tsx';
import { LocationFields } from './LocationFields.tsx';
import {
  type LocationValues,
  locationChange,
  locationFields,
  locationValues,
  newLocation,
  parentOf,
} from './locationForm.ts';

interface LocationDialogProps {
  /** Undefined: a new one. */
  readonly location?: Location;
  /** Where a new one goes; null or undefined: to the top. */
  readonly parent?: Picked | null;
  readonly onClose: () => void;
}

/** Queries that hold locations or their addresses. */
const REFRESH = ['locations', 'cameras'];

/** Adds a location, or changes one. */
export function LocationDialog({ location, parent = null, onClose }: LocationDialogProps) {
  const { t, a } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      // A press beside it would lose what is filled in.
      closeOnClickOutside={false}
      title={t(location === undefined ? 'location.add' : 'location.change')}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      {location === undefined ? (
        <NewLocation parent={parent} onClose={onClose} />
      ) : (
        <ChangedLocation location={location} onClose={onClose} />
      )}
    </Modal>
  );
}

function NewLocation({ parent, onClose }: { parent: Picked | null; onClose: () => void }) {
  const form = useForm<LocationValues>({ defaultValues: newLocation(parent) });
  const saving = useSaving<LocationValues, Location>(form, {
    save: (values) => createLocation(locationFields(values)),
    refresh: REFRESH,
    onSaved: onClose,
  });
  return (
    <FormFrame {...saving} onCancel={onClose}>
      <LocationFields form={form} />
    </FormFrame>
  );
}

function ChangedLocation({ location, onClose }: { location: Location; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const { id } = location;
  const { form, meanwhile, saving } = useSeenForm<LocationValues, Location>({
    object: location,
    values: locationValues,
    save: (before, values) =>
      changeLocation(id, { ...locationChange(before, values), was: locationChange(values, before) }),
    read: () => queries.fetchQuery({ ...locationQuery(id), staleTime: 0 }),
    refresh: REFRESH,
    onSaved: onClose,
    titles: (one) => ({ parentId: [t('location.parent'), parentOf(one)?.title ?? t('location.top')] }),
  });
  return (
    <FormFrame {...saving} onCancel={onClose}>
      {meanwhile}
      <LocationFields form={form} id={id} />
    </FormFrame>
  );
}
