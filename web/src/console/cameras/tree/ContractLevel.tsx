import { EmptyState } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CameraFilter } from '../../../api/cameras.ts';
import { organizationQuery, organizationsQuery } from '../../../api/organizations.ts';
import type { Organization } from '../../../api/types.ts';
import { paths } from '../../../app/routes/paths.ts';
import { countText } from '../../../ui/countText.ts';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { useWords } from '../../../ui/useWords.ts';
import styles from '../../locations/LocationTree.module.css';
import { FolderLevel } from './FolderLevel.tsx';
import { TreeMore, TreeNode, TreeWaiting } from './TreeNode.tsx';

/** Contracts with their folders; of a filter with a contract or a folder these alone. */
export function ContractLevel({ filter }: { filter: CameraFilter }) {
  const { organizationId, folderId, ...rest } = filter;
  if (organizationId !== undefined && folderId !== undefined)
    return <FolderLevel organizationId={organizationId} folderId={folderId} filter={rest} />;
  return organizationId === undefined ? (
    <Contracts filter={rest} />
  ) : (
    <OneContract organizationId={organizationId} filter={rest} />
  );
}

function Contracts({ filter }: { filter: CameraFilter }) {
  const { t } = useWords();
  const list = useInfiniteQuery(organizationsQuery({}));
  const contracts = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isSuccess && contracts.length === 0)
    return <EmptyState py={56} icon={<IconBuilding size={36} stroke={1.4} />} title={t('cameraMap.noContracts')} />;
  return (
    <ul className={styles.tree} data-tree="" aria-label={t('cameraMap.views.tree')}>
      {list.isPending && <TreeWaiting />}
      {contracts.map((contract) => (
        <Contract key={contract.id} contract={contract} filter={filter} />
      ))}
      <TreeMore list={list} />
    </ul>
  );
}

function OneContract({ organizationId, filter }: { organizationId: number; filter: CameraFilter }) {
  const { t } = useWords();
  const { data, isError, error, refetch } = useQuery(organizationQuery(organizationId));
  if (isError) return <LoadFailure error={error} onRetry={() => void refetch()} />;
  return (
    <ul className={styles.tree} data-tree="" aria-label={t('cameraMap.views.tree')}>
      {data === undefined ? <TreeWaiting /> : <Contract contract={data} filter={filter} />}
    </ul>
  );
}

function Contract({ contract, filter }: { contract: Organization; filter: CameraFilter }) {
  const { a } = useWords();
  const { id, title, cameraCount } = contract;
  return (
    <TreeNode
      title={title}
      name={(onKeyDown) => (
        <LinkAnchor
          to={paths.organization}
          params={{ organizationId: id }}
          search={{}}
          className={styles.title ?? ''}
          data-node=""
          onKeyDown={onKeyDown}
        >
          {title}
        </LinkAnchor>
      )}
      count={countText(a, cameraCount, a('count.cameras', { count: cameraCount }))}
      opens={cameraCount > 0}
    >
      <FolderLevel organizationId={id} filter={filter} />
    </TreeNode>
  );
}
