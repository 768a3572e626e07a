import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mapCode } from '../../api/locations.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { LocationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Lets a code lead to a location that is there. */
export function MapCodeDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [location, setLocation] = useState<Picked | null>(null);
  return (
    <FormDialog
      title={t('location.mapTitle', { code })}
      text={t('location.mapText')}
      submit={t('location.mapCode')}
      ready={location !== null}
      action={async () => {
        await mapCode(location?.id ?? 0, code);
        await queries.invalidateQueries({ queryKey: ['locations'] });
      }}
      onClose={onClose}
    >
      <LocationPicker label={t('camera.location')} value={location} onChange={setLocation} />
    </FormDialog>
  );
}
