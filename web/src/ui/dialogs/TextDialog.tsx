import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface TextDialogProps {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly onSave: (text: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** One line of text: a title. */
export function TextDialog({ title, label, value, onSave, onClose }: TextDialogProps) {
  const { a } = useWords();
  const [text, setText] = useState(value);
  const save = useMutation({ mutationFn: () => onSave(text.trim()), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={label}
            value={text}
            maxLength={255}
            data-autofocus
            error={save.isError ? problemText(a, save.error) : undefined}
            onChange={(event) => setText(event.currentTarget.value)}
          />
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
