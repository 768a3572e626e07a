import { useState } from 'react';
import type { CameraVerb, UserVerb } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { OrganizationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { FolderChoice, type Place, useFolderOf } from './FolderChoice.tsx';
import type { BulkDialogProps } from './SelectionBar.tsx';

/** Cameras go to a folder, of their own organization or another one. */
export function MoveCamerasDialog({ title, onRun, onClose }: BulkDialogProps<CameraVerb>) {
  const { t } = useWords();
  const [place, setPlace] = useState<Place>({ organization: null, folderId: null });
  const folderId = useFolderOf(place).chosen;
  const { organization } = place;
  return (
    <FormDialog
      title={title}
      text={t('selection.cameras.moveText')}
      submit={t('selection.move')}
      ready={organization !== null && folderId !== undefined}
      action={async () => {
        if (organization !== null && folderId !== undefined)
          onRun({ action: 'change', change: { organizationId: organization.id, folderId } });
      }}
      onClose={onClose}
    >
      <FolderChoice place={place} onChange={setPlace} />
    </FormDialog>
  );
}

/** Users go to another organization. */
export function MoveUsersDialog({ title, onRun, onClose }: BulkDialogProps<UserVerb>) {
  const { t } = useWords();
  const [organization, setOrganization] = useState<Picked | null>(null);
  return (
    <FormDialog
      title={title}
      text={t('selection.users.moveText')}
      submit={t('selection.move')}
      ready={organization !== null}
      action={async () => {
        if (organization !== null) onRun({ action: 'change', change: { homeOrganizationId: organization.id } });
      }}
      onClose={onClose}
    >
      <OrganizationPicker label={t('camera.organization')} value={organization} onChange={setOrganization} />
    </FormDialog>
  );
}
