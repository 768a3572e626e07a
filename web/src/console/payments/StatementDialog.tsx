import { Alert, Button, FileInput, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type BankStatement, commitStatement, type UploadQuery, uploadStatement } from '../../api/payments.ts';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { ColumnFields } from './ColumnFields.tsx';
import { StatementPreview } from './StatementPreview.tsx';

/** A bank's file: chosen, looked at, then committed part by part, with how far it is. */
export function StatementDialog({ onClose }: { onClose: () => void }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [how, setHow] = useState<UploadQuery>({});
  const [done, setDone] = useState<BankStatement>();
  const read = useMutation({ mutationFn: (chosen: File) => uploadStatement(chosen, how) });
  const commit = useMutation({
    mutationFn: async (id: number) => {
      for (;;) {
        const statement = await commitStatement(id);
        setDone(statement);
        if (statement.counts.waiting === 0) return statement;
      }
    },
    onSettled: () => Promise.all(['payments', 'ledger'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const statement = done ?? read.data;
  const problem = commit.error ?? read.error;
  const choose = (chosen: File | null) => {
    setFile(chosen);
    if (chosen) read.mutate(chosen);
  };
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('payments.upload')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack>
        <Text fz={14}>{t('payments.uploadText')}</Text>
        {!commit.isSuccess && (
          <FileInput
            label={t('payments.file')}
            placeholder={t('payments.choose')}
            accept=".txt,.csv,text/plain,text/csv"
            value={file}
            disabled={read.isPending || commit.isPending}
            onChange={choose}
          />
        )}
        {problem !== null && <Alert color="red">{problemText(a, problem)}</Alert>}
        {read.isPending && <Progress value={100} animated aria-label={t('payments.reading')} />}
        {file !== null && (read.isError || read.data?.format === 'csv') && !commit.isSuccess && !commit.isPending && (
          <ColumnFields
            value={how}
            statement={read.data}
            onChange={setHow}
            onRead={() => read.mutate(file)}
            reading={read.isPending}
          />
        )}
        {statement !== undefined && !read.isPending && <StatementPreview statement={statement} />}
        {commit.isPending && done !== undefined && <Booking statement={done} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {commit.isSuccess ? a('actions.close') : a('actions.cancel')}
          </Button>
          {statement !== undefined && !commit.isSuccess && (
            <Button loading={commit.isPending} disabled={read.isPending} onClick={() => commit.mutate(statement.id)}>
              {t('payments.commit', { count: statement.counts.waiting })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Booking({ statement: { counts } }: { statement: BankStatement }) {
  const { t } = useWords();
  const all = counts.matched + counts.waiting;
  return (
    <Stack gap={4} role="status">
      <Text fz={14}>{t('payments.booking', { done: counts.matched, all })}</Text>
      <Progress value={all === 0 ? 100 : (100 * counts.matched) / all} aria-label={t('payments.bookingLabel')} />
    </Stack>
  );
}
