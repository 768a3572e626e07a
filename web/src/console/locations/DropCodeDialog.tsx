import { useQueryClient } from '@tanstack/react-query';
import { dropCode } from '../../api/locations.ts';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';

/** What waits for a code is let go of. */
export function DropCodeDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useWords();
  const queries = useQueryClient();
  return (
    <TypedConfirm
      title={t('location.dropTitle')}
      text={t('location.dropText')}
      word={code}
      confirm={t('location.drop')}
      action={async () => {
        await dropCode(code);
        await queries.invalidateQueries({ queryKey: ['locations'] });
      }}
      onClose={onClose}
    />
  );
}
