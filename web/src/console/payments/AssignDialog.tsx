import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { assignBankPayment, type BankPayment } from '../../api/payments.ts';
import { money } from '../../format/money.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { OrganizationPicker, type Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';

/** To whom a payment belongs that names nobody. */
export function AssignDialog({ payment, onClose }: { payment: BankPayment; onClose: () => void }) {
  const { t, language } = useWords();
  const queries = useQueryClient();
  const suggested = payment.organization?.title
    ? { id: payment.organization.id, title: payment.organization.title }
    : null;
  const [picked, setPicked] = useState<Picked | null>(suggested);
  const { amount, currency, payer, purpose } = payment;
  return (
    <FormDialog
      title={t('payments.assignTitle', { amount: money({ amount: amount ?? '0', currency }, language) })}
      text={`${payer}. ${purpose}`}
      submit={t('payments.book')}
      ready={picked !== null}
      action={async () => {
        await assignBankPayment(payment.id, picked?.id ?? 0);
        await Promise.all(['payments', 'ledger'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }}
      onClose={onClose}
    >
      <OrganizationPicker label={t('camera.organization')} value={picked} onChange={setPicked} />
    </FormDialog>
  );
}
