import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface TypedConfirmProps {
  readonly title: string;
  readonly text: ReactNode;
  /** What has to be typed. */
  readonly word: string;
  readonly confirm: string;
  readonly action: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Before what cannot be undone: the name is typed, so that no slip of the hand does it. */
export function TypedConfirm({ title, text, word, confirm, action, onClose }: TypedConfirmProps) {
  const { t, a } = useWords();
  const [typed, setTyped] = useState('');
  const run = useMutation({ mutationFn: action, onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === word) run.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text fz={14}>{text}</Text>
          {run.isError && <Alert color="red">{problemText(a, run.error)}</Alert>}
          <TextInput
            label={t('confirm.type', { word })}
            value={typed}
            data-autofocus
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {a('actions.cancel')}
            </Button>
            <Button type="submit" color="red.9" disabled={typed.trim() !== word} loading={run.isPending}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
