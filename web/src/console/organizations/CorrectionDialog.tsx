import { addCorrection } from '../../api/ledger.ts';
import { useMe } from '../../app/useMe.ts';
import { useWords } from '../../ui/useWords.ts';
import { EntryDialog } from './EntryDialog.tsx';

interface CorrectionDialogProps {
  readonly organizationId: number;
  readonly onClose: () => void;
}

/** A sum put on the balance or taken off it, with the reason. */
export function CorrectionDialog({ organizationId, onClose }: CorrectionDialogProps) {
  const { t } = useWords();
  const { domain } = useMe();
  return (
    <EntryDialog
      signed
      title={t('balance.correct')}
      text={t('balance.correctText')}
      submit={t('balance.enterCorrection')}
      currency={domain.currency}
      words={{ field: 'reason', label: t('balance.reason') }}
      number={{ field: 'correctionId', label: t('balance.correctionId'), help: t('balance.numberHelp') }}
      action={({ amount, words, number }) =>
        addCorrection(organizationId, {
          amount,
          reason: words,
          ...(number === undefined ? {} : { correctionId: number }),
        })
      }
      onClose={onClose}
    />
  );
}
