import { useQuery } from '@tanstack/react-query';
import type { CameraFilter } from '../../../api/cameras.ts';
import { foldersQuery } from '../../../api/folders.ts';
import type { Folder } from '../../../api/types.ts';
import { paths } from '../../../app/routes/paths.ts';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from '../../locations/LocationTree.module.css';
import { TreeCameras } from './TreeCameras.tsx';
import { TreeNode, TreeWaiting } from './TreeNode.tsx';

interface FoldersProps {
  readonly organizationId: number;
  readonly filter: CameraFilter;
  /** The folder whose content it is; undefined: the contract's root. */
  readonly folderId?: number | undefined;
}

/** What one folder of a contract holds: folders, then cameras of its own. */
export function FolderLevel({ organizationId, filter, folderId }: FoldersProps) {
  const folders = useQuery(foldersQuery(organizationId));
  if (folders.isError) return <LoadFailure error={folders.error} onRetry={() => void folders.refetch()} />;
  if (!folders.data)
    return (
      <ul className={styles.tree}>
        <TreeWaiting />
      </ul>
    );
  const all = folders.data.items;
  const own = folderId ?? all.find(({ parentId }) => parentId === null)?.id;
  const below = all.filter(({ parentId }) => parentId !== null && parentId === own);
  return (
    <>
      {below.length > 0 && (
        <ul className={styles.tree} data-tree="">
          {below.map((folder) => (
            <Node key={folder.id} organizationId={organizationId} folder={folder} filter={filter} />
          ))}
        </ul>
      )}
      {own !== undefined && (
        <TreeCameras filter={{ ...filter, folderId: own, folderOnly: true }} beside={below.length > 0} />
      )}
    </>
  );
}

function Node({ organizationId, folder, filter }: Omit<FoldersProps, 'folderId'> & { readonly folder: Folder }) {
  const { t } = useWords();
  const { id, title } = folder;
  return (
    <TreeNode
      title={title}
      name={(onKeyDown) => (
        <LinkAnchor
          to={paths.consoleCameras}
          search={{ organizationId, folderId: id }}
          className={styles.title ?? ''}
          aria-label={t('cameraMap.folderList', { title })}
          data-node=""
          onKeyDown={onKeyDown}
        >
          {title}
        </LinkAnchor>
      )}
      opens
    >
      <FolderLevel organizationId={organizationId} folderId={id} filter={filter} />
    </TreeNode>
  );
}
