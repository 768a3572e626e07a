import { SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { giveCollectedKey } from '../../api/intercoms.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { OrganizationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

interface GiveKeyDialogProps {
  readonly intercomId: number;
  readonly digits: string;
  readonly onClose: () => void;
}

/** Gives a collected key to the contract of a flat, or to one that is chosen. */
export function GiveKeyDialog({ intercomId, digits, onClose }: GiveKeyDialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [by, setBy] = useState<'flat' | 'contract'>('flat');
  const [flat, setFlat] = useState('');
  const [contract, setContract] = useState<Picked | null>(null);
  const give = async () => {
    await giveCollectedKey(
      intercomId,
      digits,
      by === 'flat' ? { flat: flat.trim() } : { organizationId: contract?.id ?? 0 },
    );
    await queries.invalidateQueries({ queryKey: ['intercoms'] });
    await queries.invalidateQueries({ queryKey: ['keys'] });
  };
  return (
    <FormDialog
      title={t('intercom.giveKey', { digits })}
      text={t('intercom.giveKeyText')}
      submit={t('intercom.give')}
      ready={by === 'flat' ? flat.trim() !== '' : contract !== null}
      action={give}
      onClose={onClose}
      placed={[by === 'flat' ? 'flat' : 'organizationId']}
    >
      {(_refusal, refusals) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t('intercom.giveBy')}
            value={by}
            data={[
              { value: 'flat', label: t('key.apartment') },
              { value: 'contract', label: t('intercom.contract') },
            ]}
            onChange={(value) => setBy(value === 'contract' ? 'contract' : 'flat')}
          />
          {by === 'flat' ? (
            <TextInput
              label={t('key.apartment')}
              maxLength={40}
              autoComplete="off"
              error={refusals.flat}
              value={flat}
              onChange={(event) => setFlat(event.currentTarget.value)}
            />
          ) : (
            <OrganizationPicker
              label={t('intercom.contract')}
              value={contract}
              error={refusals.organizationId}
              onChange={setContract}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
