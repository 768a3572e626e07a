import { Select } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeFlat } from '../../api/intercoms.ts';
import type { IntercomFlat } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';
import { CONNECTIONS } from './connections.ts';

interface FlatSettingsDialogProps {
  readonly intercomId: number;
  readonly flat: IntercomFlat;
  readonly onClose: () => void;
}

/** What one flat has other than its intercom. */
export function FlatSettingsDialog({ intercomId, flat, onClose }: FlatSettingsDialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [calls, setCalls] = useState(flat.calls);
  const [connection, setConnection] = useState(flat.connection);
  const same = { value: '', label: t('intercom.asIntercom') };
  return (
    <FormDialog
      title={t('intercom.settingsOf', { flat: flat.flat ?? '' })}
      text={t('intercom.settingsText')}
      submit={t('intercom.save')}
      action={async () => {
        await changeFlat(intercomId, flat.flat ?? '', { calls, connection });
        await queries.invalidateQueries({ queryKey: ['intercoms'] });
      }}
      onClose={onClose}
    >
      <Select
        label={t('intercom.calls')}
        allowDeselect={false}
        data={[same, { value: 'on', label: t('intercom.callsOn') }, { value: 'off', label: t('intercom.callsOff') }]}
        value={calls === null ? '' : calls ? 'on' : 'off'}
        onChange={(value) => setCalls(value === '' || value === null ? null : value === 'on')}
      />
      <Select
        label={t('intercom.connection')}
        allowDeselect={false}
        data={[same, ...CONNECTIONS.map((value) => ({ value, label: t(`intercom.connections.${value}`) }))]}
        value={connection ?? ''}
        onChange={(value) => setConnection(CONNECTIONS.find((one) => one === value) ?? null)}
      />
    </FormDialog>
  );
}
