import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemText } from '../problemText.ts';
import { useWords } from '../useWords.ts';

interface SecretDialogProps {
  readonly title: string;
  readonly label: string;
  readonly text: string;
  readonly onSave: (secret: string) => Promise<unknown>;
  readonly onClose: () => void;
}

export function SecretDialog({ title, label, text, onSave, onClose }: SecretDialogProps) {
  const { a } = useWords();
  const [secret, setSecret] = useState('');
  const save = useMutation({ mutationFn: () => onSave(secret), onSuccess: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== '') save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': a('actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text fz={14}>{text}</Text>
          <PasswordInput
            label={label}
            value={secret}
            autoComplete="new-password"
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': a('signIn.showPassword') }}
            error={save.isError ? problemText(a, save.error) : undefined}
            onChange={(event) => setSecret(event.currentTarget.value)}
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
