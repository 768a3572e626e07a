import { addPayment } from '../../api/ledger.ts';
import { useMe } from '../../app/useMe.ts';
import { useWords } from '../../ui/useWords.ts';
import { EntryDialog } from './EntryDialog.tsx';

interface PaymentDialogProps {
  readonly organizationId: number;
  readonly onClose: () => void;
}

/** A payment by hand. */
export function PaymentDialog({ organizationId, onClose }: PaymentDialogProps) {
  const { t } = useWords();
  const { domain } = useMe();
  return (
    <EntryDialog
      title={t('balance.pay')}
      submit={t('balance.enter')}
      currency={domain.currency}
      words={{ field: 'comment', label: t('balance.comment') }}
      number={{ field: 'paymentId', label: t('balance.paymentId'), help: t('balance.paymentIdHelp') }}
      action={({ amount, words, number }) =>
        addPayment(organizationId, {
          amount,
          comment: words,
          ...(number === undefined ? {} : { paymentId: number }),
        })
      }
      onClose={onClose}
    />
  );
}
