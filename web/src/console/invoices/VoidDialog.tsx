import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { voidInvoice } from '../../api/invoices.ts';
import type { Invoice } from '../../api/types.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Before an invoice is made void: what comes of it, and why it is done. */
export function VoidDialog({ invoice: { id, number }, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      danger
      title={t('invoice.voidTitle', { number })}
      text={t('invoice.voidText')}
      submit={t('invoice.makeVoid')}
      ready={reason.trim() !== ''}
      action={async () => {
        await voidInvoice(id, reason.trim());
        await queries.invalidateQueries({ queryKey: ['invoices'] });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('invoice.voidReason')}
        description={t('invoice.voidReasonHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-autofocus
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
