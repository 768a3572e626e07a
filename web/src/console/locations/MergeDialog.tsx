import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Location, mergeLocation } from '../../api/locations.ts';
import { paths } from '../../app/routes/paths.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { LocationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

/** All of one location into another, which is shown then. */
export function MergeDialog({ location, onClose }: { location: Location; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [into, setInto] = useState<Picked | null>(null);
  return (
    <FormDialog
      danger
      title={t('location.mergeTitle', { title: location.title })}
      text={t('location.mergeText')}
      submit={t('location.merge')}
      ready={into !== null}
      action={async () => {
        const merged = await mergeLocation(location.id, into?.id ?? 0);
        await navigate({ to: paths.location, params: { locationId: merged.id } });
        await Promise.all(['locations', 'cameras'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }}
      onClose={onClose}
    >
      <LocationPicker
        label={t('location.into')}
        value={into}
        except={({ id }) => id === location.id}
        onChange={setInto}
      />
    </FormDialog>
  );
}
