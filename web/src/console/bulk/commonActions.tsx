import { IconBan, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';
import type { BulkKind } from './bulkReason.ts';
import type { BulkAction } from './SelectionBar.tsx';

type CommonVerb =
  | { action: 'delete' }
  | { action: 'block'; source: 'administrator'; reason: string }
  | { action: 'unblock'; source: 'administrator' };

interface Texts {
  readonly block: string;
  readonly delete: string;
}

/** What is done to cameras and users alike. */
export function useCommonActions(kind: BulkKind, count: number, texts: Texts) {
  const { t, a } = useWords();
  const block: BulkAction<CommonVerb> = {
    name: 'block',
    label: t('block.block'),
    icon: <IconBan size={16} />,
    title: t(`selection.${kind}.blockTitle`, { count }),
    dialog: ({ title, onRun, onClose }) => (
      <BlockDialog
        title={title}
        text={texts.block}
        onBlock={async (reason) => onRun({ action: 'block', source: 'administrator', reason })}
        onClose={onClose}
      />
    ),
  };
  const unblock: BulkAction<CommonVerb> = {
    name: 'unblock',
    label: t('selection.unblock'),
    icon: <IconPlayerPlay size={16} />,
    title: t(`selection.${kind}.unblockTitle`, { count }),
    dialog: ({ title, onRun, onClose }) => (
      <FormDialog
        title={title}
        text={t('selection.unblockText')}
        submit={t('selection.unblock')}
        action={async () => onRun({ action: 'unblock', source: 'administrator' })}
        onClose={onClose}
      >
        {null}
      </FormDialog>
    ),
  };
  const remove: BulkAction<CommonVerb> = {
    name: 'delete',
    label: a('actions.delete'),
    icon: <IconTrash size={16} />,
    danger: true,
    title: t(`selection.${kind}.deleteTitle`, { count }),
    dialog: ({ title, onRun, onClose }) => (
      <TypedConfirm
        title={title}
        text={texts.delete}
        word={String(count)}
        confirm={a('actions.delete')}
        action={async () => onRun({ action: 'delete' })}
        onClose={onClose}
      />
    ),
  };
  return { block, unblock, remove };
}
