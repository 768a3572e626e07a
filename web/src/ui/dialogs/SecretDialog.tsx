import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../useWords.ts';
import { FormDialog } from './FormDialog.tsx';

interface SecretDialogProps {
  readonly title: string;
  readonly label: string;
  readonly text: string;
  readonly onSave: (secret: string) => Promise<unknown>;
  readonly onClose: () => void;
}

export function SecretDialog({ label, onSave, ...frame }: SecretDialogProps) {
  const { a } = useWords();
  const [secret, setSecret] = useState('');
  return (
    <FormDialog {...frame} submit={a('actions.save')} ready={secret !== ''} action={() => onSave(secret)}>
      {(refusal) => (
        <PasswordInput
          label={label}
          value={secret}
          autoComplete="new-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': a('signIn.showPassword') }}
          error={refusal}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
