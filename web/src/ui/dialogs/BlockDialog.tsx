import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../useWords.ts';
import { FormDialog } from './FormDialog.tsx';

interface BlockDialogProps {
  readonly title: string;
  readonly text: string;
  /** What the button says; by default that it blocks. */
  readonly confirm?: string;
  readonly onBlock: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

export function BlockDialog({ confirm, onBlock, ...frame }: BlockDialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...frame} danger submit={confirm ?? t('block.block')} action={() => onBlock(reason.trim())}>
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
    </FormDialog>
  );
}
