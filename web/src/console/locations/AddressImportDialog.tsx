import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import {
  type AddressImport,
  addressImportQuery,
  commitImport,
  dropImport,
  uploadAddresses,
} from '../../api/locations.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { ImportPreview } from './ImportPreview.tsx';

/** A file of addresses: chosen, looked at, then taken in, with how far it is. It goes on when the dialog is closed. */
export function AddressImportDialog({ onClose }: { onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const read = useMutation({ mutationFn: uploadAddresses });
  const commit = useMutation({ mutationFn: commitImport });
  const going = useQuery({ ...addressImportQuery(commit.data?.id ?? 0), enabled: commit.isSuccess });
  const shown = going.data ?? commit.data ?? read.data;
  const problem = commit.error ?? read.error;
  const done = shown?.state === 'done';
  useEffect(() => {
    if (done) void queries.invalidateQueries({ queryKey: ['locations'] });
  }, [done, queries]);
  const choose = (chosen: File | null) => {
    if (shown?.state === 'read') void dropImport(shown.id);
    setFile(chosen);
    if (chosen) read.mutate(chosen);
  };
  const close = () => {
    if (shown?.state === 'read') void dropImport(shown.id);
    onClose();
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={close}
      title={t('location.import')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{t('location.importText')}</Text>
        {!commit.isSuccess && (
          <FileInput
            label={t('location.file')}
            placeholder={t('location.chooseFile')}
            accept=".csv,.json,.txt,text/csv,application/json"
            value={file}
            disabled={read.isPending || commit.isPending}
            onChange={choose}
          />
        )}
        {problem !== null && <Alert color="red">{problemText(a, problem)}</Alert>}
        {read.isPending && <Progress value={100} animated aria-label={t('location.reading')} />}
        {shown !== undefined && !read.isPending && <ImportPreview read={shown} />}
        {commit.isSuccess && shown !== undefined && <TakingIn read={shown} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {commit.isSuccess ? a('actions.close') : a('actions.cancel')}
          </Button>
          {shown?.state === 'read' && (
            <Button
              loading={commit.isPending}
              disabled={read.isPending || shown.counts.made + shown.counts.changed === 0}
              onClick={() => commit.mutate(shown.id)}
            >
              {t('location.takeIn', { count: shown.counts.made + shown.counts.changed })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function TakingIn({ read: { state, applied, counts } }: { read: AddressImport }) {
  const { t } = useWords();
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (state === 'done')
    return (
      <Alert color="green" c="var(--mantine-color-text)" variant="light" role="status">
        {t('location.taken', { count: counts.made + counts.changed })}
      </Alert>
    );
  return (
    <Stack gap={4} role="status">
      <Text fz={14}>{t('location.takingIn')}</Text>
      <Progress value={all === 0 ? 100 : Math.min(100, (100 * applied) / all)} aria-label={t('location.takingIn')} />
    </Stack>
  );
}
