import { Button, Grid, Skeleton, Stack, Text } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeFolder, createFolder, deleteFolder, foldersQuery } from '../../../api/folders.ts';
import type { Folder } from '../../../api/types.ts';
import { TextDialog } from '../../../ui/dialogs/TextDialog.tsx';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { showProblem } from '../../../ui/showProblem.ts';
import { useWords } from '../../../ui/useWords.ts';
import { FolderDialog } from './FolderDialog.tsx';
import { FolderGrants } from './FolderGrants.tsx';
import { FolderShares, ReceivedShares } from './FolderShares.tsx';
import { FolderTree } from './FolderTree.tsx';

type Dialog = { readonly kind: 'add' | 'edit'; readonly folder: Folder };

/** The tree of cameras on the left, who may see what is in the chosen folder on the right. */
export function OrganizationFolders({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(foldersQuery(organizationId));
  const [chosenId, setChosen] = useState<number>();
  const [dialog, setDialog] = useState<Dialog>();
  const refresh = () => queries.invalidateQueries({ queryKey: foldersQuery(organizationId).queryKey });
  const remove = useMutation({
    mutationFn: (folderId: number) => deleteFolder(organizationId, folderId),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });

  if (list.isPending) return <Skeleton height={200} />;
  if (list.isError) return <LoadFailure error={list.error} onRetry={() => void list.refetch()} />;
  const folders = list.data.items;
  const root = folders.find(({ parentId }) => parentId === null);
  const chosen = folders.find(({ id }) => id === chosenId) ?? root;

  return (
    <Grid gap={32}>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap={8}>
          <FolderTree
            folders={folders}
            chosen={chosen?.id}
            onChoose={setChosen}
            onEdit={(folder) => setDialog({ kind: 'edit', folder })}
            onDelete={(folder) => remove.mutate(folder.id)}
          />
          {chosen !== undefined && (
            <Button
              w="fit-content"
              variant="default"
              leftSection={<IconFolderPlus size={16} />}
              onClick={() => setDialog({ kind: 'add', folder: chosen })}
            >
              {t('folder.addIn', { title: chosen.title })}
            </Button>
          )}
          <Text fz={13} c="dimmed">
            {t('folder.help')}
          </Text>
          <ReceivedShares organizationId={organizationId} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        {chosen !== undefined && (
          <Stack gap={32}>
            <FolderGrants key={chosen.id} organizationId={organizationId} folder={chosen} />
            {chosen.parentId !== null && (
              <FolderShares key={`shares-${chosen.id}`} organizationId={organizationId} folder={chosen} />
            )}
          </Stack>
        )}
      </Grid.Col>
      {dialog?.kind === 'add' && (
        <TextDialog
          title={t('folder.add')}
          label={t('folder.title')}
          value=""
          onSave={(title) => createFolder(organizationId, title, dialog.folder.id).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === 'edit' && (
        <FolderDialog
          folder={dialog.folder}
          folders={folders}
          onSave={(change) => changeFolder(organizationId, dialog.folder.id, change).then(refresh)}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Grid>
  );
}
