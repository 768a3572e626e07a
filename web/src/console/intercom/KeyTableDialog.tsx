import { Alert, Button, FileInput, Group, Modal, NumberInput, Progress, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { commitKeyTable, type KeyTableQuery, lookAtKeyTable } from '../../api/keyTables.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { KeyTableDifferences } from './KeyTableDifferences.tsx';

const LONGEST_KEY = 30;

/** A table of keys: chosen, looked at, then taken as it was shown. */
export function KeyTableDialog({ cameraId, onClose }: { cameraId: number; onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [how, setHow] = useState<KeyTableQuery>({ replace: false, pad: 0 });
  const look = useMutation({
    mutationFn: ({ chosen, query }: { chosen: File; query: KeyTableQuery }) => lookAtKeyTable(cameraId, chosen, query),
  });
  const commit = useMutation({
    mutationFn: (hash: string) => commitKeyTable(cameraId, hash),
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const read = (chosen: File | null, query: KeyTableQuery) => {
    setFile(chosen);
    setHow(query);
    commit.reset();
    if (chosen) look.mutate({ chosen, query });
    else look.reset();
  };
  const preview = look.data;
  const problem = commit.error ?? look.error;
  const changes = preview === undefined ? 0 : preview.counts.add + preview.counts.comment + preview.counts.remove;
  const stopped = preview?.replace === true && preview.counts.faulty > 0;
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('keyTable.title')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{t('keyTable.text')}</Text>
        <FileInput
          label={t('keyTable.file')}
          placeholder={t('keyTable.choose')}
          accept=".xlsx,.csv,text/csv"
          value={file}
          disabled={look.isPending || commit.isPending}
          onChange={(chosen) => read(chosen, how)}
        />
        <Switch
          label={t('keyTable.replace')}
          description={t('keyTable.replaceHelp')}
          checked={how.replace}
          disabled={look.isPending || commit.isPending}
          onChange={({ currentTarget: { checked } }) => read(file, { ...how, replace: checked })}
        />
        <NumberInput
          label={t('keyTable.pad')}
          description={t('keyTable.padHelp')}
          value={how.pad}
          min={0}
          max={LONGEST_KEY}
          allowDecimal={false}
          disabled={commit.isPending}
          onChange={(pad) => setHow({ ...how, pad: Number(pad) })}
          onBlur={() => read(file, how)}
        />
        {look.isPending && <Progress value={100} animated aria-label={t('keyTable.reading')} />}
        {preview !== undefined && !look.isPending && !commit.isSuccess && <KeyTableDifferences preview={preview} />}
        {stopped && <Alert color="yellow">{t('keyTable.stopped')}</Alert>}
        {problem !== null && <Alert color="red">{problemText(a, problem)}</Alert>}
        {commit.data !== undefined && (
          <Alert color="green" c="var(--mantine-color-text)" variant="light" role="status">
            {t('keyTable.done', commit.data)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {commit.isSuccess ? a('actions.close') : a('actions.cancel')}
          </Button>
          {preview !== undefined && !commit.isSuccess && (
            <Button
              loading={commit.isPending}
              disabled={look.isPending || changes === 0 || stopped}
              onClick={() => commit.mutate(preview.hash)}
            >
              {t('keyTable.commit', { count: changes })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
