import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../useWords.ts';
import { FormDialog } from './FormDialog.tsx';

interface TextDialogProps {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly onSave: (text: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** One line of text: a title. */
export function TextDialog({ label, value, onSave, ...frame }: TextDialogProps) {
  const { a } = useWords();
  const [text, setText] = useState(value);
  const trimmed = text.trim();
  return (
    <FormDialog {...frame} submit={a('actions.save')} ready={trimmed !== ''} action={() => onSave(trimmed)}>
      {(refusal) => (
        <TextInput
          label={label}
          value={text}
          maxLength={255}
          data-autofocus
          error={refusal}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
