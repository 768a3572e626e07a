import { Alert, Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Folder, FolderChange } from '../../../api/types.ts';
import { problemText } from '../../../ui/problemText.ts';
import { useWords } from '../../../ui/useWords.ts';
import { inTreeOrder } from './treeOrder.ts';

interface FolderDialogProps {
  readonly folder: Folder;
  readonly folders: readonly Folder[];
  readonly onSave: (change: FolderChange) => Promise<unknown>;
  readonly onClose: () => void;
}

/** A folder's title, its place in the tree, and what outside billings call it. */
export function FolderDialog({ folder, folders, onSave, onClose }: FolderDialogProps) {
  const { t, a } = useWords();
  const [title, setTitle] = useState(folder.title);
  const [parent, setParent] = useState(String(folder.parentId));
  const [outsideIds, setOutsideIds] = useState([...folder.outsideIds]);
  const isRoot = folder.parentId === null;
  const save = useMutation({
    mutationFn: () =>
      onSave({
        title: title.trim(),
        ...(isRoot ? {} : { outsideIds }),
        ...(isRoot || parent === String(folder.parentId) ? {} : { parentId: Number(parent) }),
      }),
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== '') save.mutate();
  };
  const label = t('folder.edit');
  return (
    <Modal opened onClose={onClose} title={label} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          {save.isError && <Alert color="red">{problemText(a, save.error)}</Alert>}
          <TextInput
            label={t('folder.title')}
            value={title}
            maxLength={255}
            data-autofocus
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {!isRoot && (
            <Select
              label={t('folder.parent')}
              allowDeselect={false}
              data={placesFor(folder, folders)}
              value={parent}
              onChange={(value) => setParent(value ?? parent)}
            />
          )}
          {!isRoot && (
            <TagsInput
              label={t('folder.outsideIds')}
              description={t('folder.outsideIdsHelp')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              value={outsideIds}
              onChange={setOutsideIds}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {a('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Where it may be put: nowhere within itself. */
function placesFor(folder: Folder, folders: readonly Folder[]) {
  const within = new Set([folder.id]);
  const places: { value: string; label: string }[] = [];
  for (const { folder: other, depth } of inTreeOrder(folders)) {
    if (other.parentId !== null && within.has(other.parentId)) within.add(other.id);
    if (!within.has(other.id))
      places.push({ value: String(other.id), label: `${'\u00a0\u00a0'.repeat(depth)}${other.title}` });
  }
  return places;
}
