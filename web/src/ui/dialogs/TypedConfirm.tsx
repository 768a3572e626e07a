import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useWords } from '../useWords.ts';
import { FormDialog } from './FormDialog.tsx';

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
export function TypedConfirm({ word, confirm, ...frame }: TypedConfirmProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  return (
    <FormDialog {...frame} danger submit={confirm} ready={typed.trim() === word}>
      <TextInput
        label={t('confirm.type', { word })}
        value={typed}
        data-autofocus
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
