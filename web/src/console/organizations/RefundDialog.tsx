import { addRefund } from '../../api/ledger.ts';
import type { StatementLine } from '../../api/types.ts';
import { money } from '../../format/money.ts';
import { useWords } from '../../ui/useWords.ts';
import { EntryDialog } from './EntryDialog.tsx';

interface RefundDialogProps {
  readonly organizationId: number;
  readonly payment: StatementLine;
  readonly onClose: () => void;
}

/** What the payer was given back of one payment, at first all that is left of it. */
export function RefundDialog({ organizationId, payment, onClose }: RefundDialogProps) {
  const { t, language } = useWords();
  const left = payment.refundable ?? '0';
  const say = (amount: string) => money({ amount, currency: payment.currency }, language);
  return (
    <EntryDialog
      title={t('balance.refund')}
      text={t('balance.refundText', { sum: say(payment.amount), left: say(left) })}
      submit={t('balance.enterRefund')}
      currency={payment.currency}
      amount={left}
      words={{ field: 'reason', label: t('balance.reason') }}
      number={{ field: 'refundId', label: t('balance.refundId'), help: t('balance.numberHelp') }}
      action={({ amount, words, number }) =>
        addRefund(organizationId, {
          payment: payment.id,
          amount,
          reason: words,
          ...(number === undefined ? {} : { refundId: number }),
        })
      }
      onClose={onClose}
    />
  );
}
