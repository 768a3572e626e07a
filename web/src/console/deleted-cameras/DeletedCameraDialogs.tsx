import { useQueryClient } from '@tanstack/react-query';
import { dropDeletedArchive, purgeDeletedCamera, type Restored } from '../../api/deletedCameras.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';
import { type Asked, deletedTitle } from './deletedColumns.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

interface DeletedCameraDialogsProps {
  readonly asked: Asked;
  readonly onRestored: (restored: Restored) => void;
  readonly onClose: () => void;
}

/** What is asked before one camera of the bin is restored, loses its archive or goes for good. */
export function DeletedCameraDialogs({ asked, onRestored, onClose }: DeletedCameraDialogsProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const { kind, camera } = asked;
  const title = deletedTitle(camera);
  const refresh = async () => await queries.invalidateQueries({ queryKey: ['deleted-cameras'] });
  if (kind === 'restore') return <RestoreDialog id={camera.id} onRestored={onRestored} onClose={onClose} />;
  return (
    <TypedConfirm
      title={t(kind === 'archive' ? 'deletedCamera.archiveTitle' : 'deletedCamera.purgeTitle', { title })}
      text={t(kind === 'archive' ? 'deletedCamera.archiveText' : 'deletedCamera.purgeText')}
      word={camera.name}
      confirm={a('actions.delete')}
      action={async () => {
        await (kind === 'archive' ? dropDeletedArchive(camera.id) : purgeDeletedCamera(camera.id));
        await refresh();
      }}
      onClose={onClose}
    />
  );
}
