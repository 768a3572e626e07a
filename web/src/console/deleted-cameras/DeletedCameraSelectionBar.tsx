import { IconArchive, IconRestore, IconTrash } from '@tabler/icons-react';
import { changeDeletedCameras, type DeletedCameraVerb, deletedCameraIds } from '../../api/deletedCameras.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';
import { type BulkAction, SelectionBar } from '../bulk/SelectionBar.tsx';

interface DeletedCameraSelectionBarProps {
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (ids: readonly number[]) => void;
  readonly total: number | undefined;
  readonly shown: ReadonlyMap<number, string>;
  readonly filter: Parameters<typeof deletedCameraIds>[0];
}

/** What is done to many cameras of the bin. */
export function DeletedCameraSelectionBar({ filter, ...list }: DeletedCameraSelectionBarProps) {
  const { t, a } = useWords();
  const count = list.chosen.size;
  const confirmed =
    (action: 'drop_archive' | 'purge', text: string): BulkAction<DeletedCameraVerb>['dialog'] =>
    ({ title, onRun, onClose }) => (
      <TypedConfirm
        title={title}
        text={text}
        word={String(count)}
        confirm={a('actions.delete')}
        action={async () => onRun({ action })}
        onClose={onClose}
      />
    );
  const actions: readonly BulkAction<DeletedCameraVerb>[] = [
    {
      name: 'restore',
      label: t('deletedCamera.restore'),
      icon: <IconRestore size={16} />,
      title: t('deletedCamera.restoreMany', { count }),
      dialog: ({ title, onRun, onClose }) => (
        <FormDialog
          title={title}
          text={t('deletedCamera.restoreManyText')}
          submit={t('deletedCamera.restore')}
          action={async () => onRun({ action: 'restore' })}
          onClose={onClose}
        >
          {null}
        </FormDialog>
      ),
    },
    {
      name: 'archive',
      label: t('deletedCamera.dropArchive'),
      icon: <IconArchive size={16} />,
      danger: true,
      title: t('deletedCamera.archiveMany', { count }),
      dialog: confirmed('drop_archive', t('deletedCamera.archiveText')),
    },
    {
      name: 'purge',
      label: t('deletedCamera.purge'),
      icon: <IconTrash size={16} />,
      danger: true,
      title: t('deletedCamera.purgeMany', { count }),
      dialog: confirmed('purge', t('deletedCamera.purgeText')),
    },
  ];
  return (
    <SelectionBar<DeletedCameraVerb>
      {...list}
      kind="cameras"
      readIds={() => deletedCameraIds(filter)}
      send={changeDeletedCameras}
      actions={actions}
    />
  );
}
