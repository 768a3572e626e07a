import { Button, Grid, Skeleton, Stack, Text } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createFolder, deleteFolder, foldersQuery, renameFolder } from '../../api/folders.ts';
import type { Folder } from '../../api/types.ts';
import { TextDialog } from '../../ui/dialogs/TextDialog.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { FolderGrants } from './FolderGrants.tsx';
import { FolderTree } from './FolderTree.tsx';

type Dialog = { readonly kind: 'add' | 'rename'; readonly folder: Folder };

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
  const save = async (title: string) => {
    if (dialog?.kind === 'add') await createFolder(organizationId, title, dialog.folder.id);
    else if (dialog !== undefined) await renameFolder(organizationId, dialog.folder.id, title);
    await refresh();
  };

  return (
    <Grid gap={32}>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap={8}>
          <FolderTree
            folders={folders}
            chosen={chosen?.id}
            onChoose={setChosen}
            onRename={(folder) => setDialog({ kind: 'rename', folder })}
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
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 7 }}>
        {chosen !== undefined && <FolderGrants key={chosen.id} organizationId={organizationId} folder={chosen} />}
      </Grid.Col>
      {dialog !== undefined && (
        <TextDialog
          title={dialog.kind === 'add' ? t('folder.add') : t('folder.rename')}
          label={t('folder.title')}
          value={dialog.kind === 'add' ? '' : dialog.folder.title}
          onSave={save}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Grid>
  );
}
