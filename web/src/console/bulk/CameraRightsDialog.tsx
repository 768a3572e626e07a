import { useState } from 'react';
import type { CameraVerb } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { type Picked, UserPicker } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { RightsChoice, type RightsChosen } from './RightsChoice.tsx';
import type { BulkDialogProps } from './SelectionBar.tsx';

const RIGHTS = ['live', 'archive', 'download', 'snapshot', 'ptz', 'edit'] as const;
const FIRST = ['live', 'archive'] as const;
type Right = (typeof RIGHTS)[number];

/** Gives one user rights on many cameras, or takes them away; the others that it has stay. */
export function CameraRightsDialog({ title, onRun, onClose }: BulkDialogProps<CameraVerb>) {
  const { t } = useWords();
  const [user, setUser] = useState<Picked | null>(null);
  const [chosen, setChosen] = useState<RightsChosen<Right>>({ give: true, rights: FIRST, join: false });
  const run = async () => {
    if (user === null) return;
    const rights = Object.fromEntries(chosen.rights.map((name) => [name, chosen.give]));
    const join = chosen.give && chosen.join;
    onRun({ action: 'rights', userId: user.id, rights, ...(join ? { join } : {}) });
  };
  return (
    <FormDialog
      title={title}
      text={t('selection.rights.camerasText')}
      submit={chosen.give ? t('selection.rights.give') : t('selection.rights.take')}
      danger={!chosen.give}
      ready={user !== null && chosen.rights.length > 0}
      action={run}
      onClose={onClose}
    >
      <UserPicker label={t('member.user')} placeholder={t('member.pick')} value={user} onChange={setUser} />
      <RightsChoice
        all={RIGHTS}
        first={FIRST}
        apart
        join={t('selection.rights.joinCameras')}
        value={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
