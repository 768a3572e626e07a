import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type BankPayment, ignoreBankPayment, returnBankPayment } from '../../api/payments.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';

interface ReasonDialogProps {
  readonly what: 'ignore' | 'return';
  readonly payment: BankPayment;
  readonly onClose: () => void;
}

/** Why a payment leaves the list, or comes back to it: what was booked is given back then. */
export function ReasonDialog({ what, payment, onClose }: ReasonDialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const act = what === 'ignore' ? ignoreBankPayment : returnBankPayment;
  return (
    <FormDialog
      title={t(what === 'ignore' ? 'payments.ignoreTitle' : 'payments.returnTitle')}
      text={t(
        what === 'ignore'
          ? 'payments.ignoreText'
          : payment.entryId === null
            ? 'payments.backText'
            : 'payments.returnText',
      )}
      submit={t(what === 'ignore' ? 'payments.ignore' : 'payments.return')}
      ready={reason.trim() !== ''}
      action={async () => {
        await act(payment.id, reason.trim());
        await Promise.all(['payments', 'ledger'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }}
      onClose={onClose}
    >
      <TextInput
        label={t('payments.reason')}
        maxLength={1000}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
