import { useQueryClient } from '@tanstack/react-query';
import { closeMonth } from '../../api/usage.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Before the days of a month (YYYY-MM) are fixed for good. */
export function CloseMonthDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  return (
    <TypedConfirm
      title={t('rating.closeTitle', { month })}
      text={t('rating.closeText')}
      word={month}
      confirm={t('rating.close', { month })}
      action={async () => {
        await closeMonth(month);
        await Promise.all(['rating', 'invoices'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      }}
      onClose={onClose}
    />
  );
}
