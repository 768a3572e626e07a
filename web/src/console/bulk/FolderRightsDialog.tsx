import { useState } from 'react';
import type { UserVerb } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import type { Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FolderChoice, type Place, useFolderOf } from './FolderChoice.tsx';
import { RightsChoice, type RightsChosen } from './RightsChoice.tsx';
import type { BulkDialogProps } from './SelectionBar.tsx';

const RIGHTS = ['archive', 'ptz', 'actions'] as const;
const FIRST = ['archive'] as const;
type Right = (typeof RIGHTS)[number];

interface FolderRightsDialogProps extends BulkDialogProps<UserVerb> {
  /** That the list is of. */
  readonly organization: Picked | null;
}

/** Gives many users one folder with all below it, or takes it away from them. */
export function FolderRightsDialog({ title, organization, onRun, onClose }: FolderRightsDialogProps) {
  const { t } = useWords();
  const [place, setPlace] = useState<Place>({ organization, folderId: null });
  const [chosen, setChosen] = useState<RightsChosen<Right>>({ give: true, rights: FIRST, join: false });
  const folder = useFolderOf(place).chosen;
  const run = async () => {
    if (place.organization === null || folder === undefined) return;
    const has = (name: Right) => chosen.rights.includes(name);
    const given = { archive: has('archive'), ptz: has('ptz'), actions: has('actions') };
    const grant = chosen.give ? { ...given, ...(chosen.join ? { join: true } : {}) } : null;
    onRun({ action: 'rights', organizationId: place.organization.id, folderId: folder, grant });
  };
  return (
    <FormDialog
      title={title}
      text={t('selection.rights.usersText')}
      submit={chosen.give ? t('selection.rights.give') : t('selection.rights.take')}
      danger={!chosen.give}
      ready={folder !== undefined}
      action={run}
      onClose={onClose}
    >
      <FolderChoice place={place} onChange={setPlace} />
      <RightsChoice
        all={RIGHTS}
        first={FIRST}
        apart={false}
        join={t('selection.rights.joinUsers')}
        value={chosen}
        onChange={setChosen}
      />
    </FormDialog>
  );
}
