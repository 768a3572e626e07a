import { IconArchive, IconFolderSymlink, IconKey } from '@tabler/icons-react';
import { type CameraFilter, cameraIds, changeCameras } from '../../api/cameras.ts';
import type { CameraVerb } from '../../api/types.ts';
import { useWords } from '../../ui/useWords.ts';
import { CameraRightsDialog } from '../bulk/CameraRightsDialog.tsx';
import { useCommonActions } from '../bulk/commonActions.tsx';
import { MoveCamerasDialog } from '../bulk/MoveDialogs.tsx';
import { PresetDialog } from '../bulk/PresetDialog.tsx';
import { type BulkAction, SelectionBar } from '../bulk/SelectionBar.tsx';

interface CameraSelectionBarProps {
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (ids: readonly number[]) => void;
  readonly total: number | undefined;
  readonly shown: ReadonlyMap<number, string>;
  readonly filter: CameraFilter;
}

/** What is done to many cameras. */
export function CameraSelectionBar({ filter, ...list }: CameraSelectionBarProps) {
  const { t } = useWords();
  const count = list.chosen.size;
  const texts = { block: t('selection.cameras.blockText'), delete: t('selection.cameras.deleteText', { count }) };
  const { block, unblock, remove } = useCommonActions('cameras', count, texts);
  const actions: readonly BulkAction<CameraVerb>[] = [
    block,
    unblock,
    {
      name: 'preset',
      label: t('selection.preset'),
      icon: <IconArchive size={16} />,
      title: t('selection.cameras.presetTitle', { count }),
      dialog: (props) => <PresetDialog {...props} />,
    },
    {
      name: 'move',
      label: t('selection.move'),
      icon: <IconFolderSymlink size={16} />,
      title: t('selection.cameras.moveTitle', { count }),
      dialog: (props) => <MoveCamerasDialog {...props} />,
    },
    {
      name: 'rights',
      label: t('access.rights'),
      icon: <IconKey size={16} />,
      title: t('selection.cameras.rightsTitle', { count }),
      dialog: (props) => <CameraRightsDialog {...props} />,
    },
    remove,
  ];
  return (
    <SelectionBar<CameraVerb>
      {...list}
      kind="cameras"
      readIds={() => cameraIds(filter)}
      send={changeCameras}
      actions={actions}
    />
  );
}
