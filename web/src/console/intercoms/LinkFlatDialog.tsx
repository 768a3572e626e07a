import { SegmentedControl, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { linkFlat } from '../../api/intercoms.ts';
import type { IntercomCard } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { OrganizationPicker, type Picked, UserPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

interface LinkFlatDialogProps {
  readonly intercom: IntercomCard;
  /** Absent: it is asked for. */
  readonly flat?: string | undefined;
  readonly onClose: () => void;
}

/** Links a contract, or that of a user, to a flat of the intercom. */
export function LinkFlatDialog({ intercom: { id, flatFrom, flatTo }, flat: given, onClose }: LinkFlatDialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [by, setBy] = useState<'contract' | 'user'>('contract');
  const [holder, setHolder] = useState<Picked | null>(null);
  const [flat, setFlat] = useState(given ?? '');
  const whose = by === 'contract' ? 'organizationId' : 'userId';
  const Picker = by === 'contract' ? OrganizationPicker : UserPicker;
  const link = async () => {
    const holderId = holder?.id ?? 0;
    await linkFlat(id, { [whose]: holderId, flat: flat.trim() });
    await queries.invalidateQueries({ queryKey: ['intercoms'] });
  };
  return (
    <FormDialog
      title={t('intercom.linkTitle')}
      text={t('intercom.linkText')}
      submit={t('intercom.link')}
      ready={holder !== null}
      action={link}
      onClose={onClose}
      placed={['flat', whose]}
    >
      {(_refusal, refusals) => (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t('intercom.linkBy')}
            value={by}
            data={[
              { value: 'contract', label: t('intercom.contract') },
              { value: 'user', label: t('intercom.user') },
            ]}
            onChange={(value) => {
              setBy(value === 'user' ? 'user' : 'contract');
              setHolder(null);
            }}
          />
          <Picker
            label={t(by === 'contract' ? 'intercom.contract' : 'intercom.user')}
            {...(by === 'user' ? { help: t('intercom.userHelp') } : {})}
            value={holder}
            error={refusals[whose]}
            onChange={setHolder}
          />
          <TextInput
            label={t('key.apartment')}
            description={
              flatFrom === null || flatTo === null
                ? t('intercom.flatHelp')
                : t('intercom.flatHelpRange', { from: flatFrom, to: flatTo })
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={40}
            autoComplete="off"
            error={refusals.flat}
            value={flat}
            onChange={(event) => setFlat(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  );
}
