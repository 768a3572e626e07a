import { IconFolder, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Folder } from '../../../api/types.ts';
import { countText } from '../../../ui/countText.ts';
import { IconAction } from '../../../ui/IconAction.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from './FolderTree.module.css';
import { inTreeOrder } from './treeOrder.ts';

interface FolderTreeProps {
  readonly folders: readonly Folder[];
  readonly chosen: number | undefined;
  readonly onChoose: (id: number) => void;
  readonly onEdit: (folder: Folder) => void;
  readonly onDelete: (folder: Folder) => void;
}

export function FolderTree({ folders, chosen, onChoose, onEdit, onDelete }: FolderTreeProps) {
  const { t, a } = useWords();
  return (
    <ul className={styles.tree}>
      {inTreeOrder(folders).map(({ folder, depth }) => (
        <li
          key={folder.id}
          className={styles.row}
          data-chosen={folder.id === chosen || undefined}
          style={{ paddingLeft: 8 + depth * 20 }}
        >
          <button
            type="button"
            className={styles.name}
            aria-pressed={folder.id === chosen}
            onClick={() => onChoose(folder.id)}
          >
            <IconFolder size={18} stroke={1.6} aria-hidden="true" />
            <span className="one-line">{folder.title}</span>
            <span className={styles.count}>
              {countText(a, folder.cameraCount, a('count.cameras', { count: folder.cameraCount }))}
            </span>
          </button>
          <IconAction small label={t('folder.editOne', { title: folder.title })} onClick={() => onEdit(folder)}>
            <IconPencil size={16} stroke={1.6} />
          </IconAction>
          {folder.parentId !== null && (
            <IconAction small label={t('folder.deleteOne', { title: folder.title })} onClick={() => onDelete(folder)}>
              <IconTrash size={16} stroke={1.6} />
            </IconAction>
          )}
        </li>
      ))}
    </ul>
  );
}
