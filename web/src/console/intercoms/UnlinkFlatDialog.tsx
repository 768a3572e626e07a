import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { unlinkFlat } from '../../api/intercoms.ts';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { FlatContract } from './flatColumns.tsx';

interface UnlinkFlatDialogProps {
  readonly intercomId: number;
  readonly contract: FlatContract;
  readonly onClose: () => void;
}

export function UnlinkFlatDialog({ intercomId, contract, onClose }: UnlinkFlatDialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  return (
    <FormDialog
      danger
      title={t('intercom.unlinkTitle')}
      text={t('intercom.unlinkText')}
      submit={t('intercom.unlink')}
      action={async () => {
        await unlinkFlat(intercomId, contract.id);
        await queries.invalidateQueries({ queryKey: ['intercoms'] });
      }}
      onClose={onClose}
    >
      <Text fw={500}>{contract.title}</Text>
    </FormDialog>
  );
}
