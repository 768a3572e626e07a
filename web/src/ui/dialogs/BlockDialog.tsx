import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface BlockDialogProps {
  readonly title: string;
  readonly text: string;
  /** What the button says; by default that it blocks. */
  readonly confirm?: string;
  readonly onBlock: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

export function BlockDialog({ title, text, confirm, onBlock, onClose }: BlockDialogProps) {
  const { t, a } = useWords();
  const [reason, setReason] = useState('');
  const block = useMutation({ mutationFn: () => onBlock(reason.trim()), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    block.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text fz={14}>{text}</Text>
          {block.isError && <Alert color="red">{problemText(a, block.error)}</Alert>}
          <Textarea
            label={t('block.reason')}
            description={t('block.reasonHelp')}
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={block.isPending}>
              {confirm ?? t('block.block')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
