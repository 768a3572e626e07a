import { IconFolderSymlink, IconKey } from '@tabler/icons-react';
import type { UserVerb } from '../../api/types.ts';
import { changeUsers, type UserFilter, userIds } from '../../api/users.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { useWords } from '../../ui/useWords.ts';
import { useCommonActions } from '../bulk/commonActions.tsx';
import { FolderRightsDialog } from '../bulk/FolderRightsDialog.tsx';
import { MoveUsersDialog } from '../bulk/MoveDialogs.tsx';
import { type BulkAction, SelectionBar } from '../bulk/SelectionBar.tsx';

interface UserSelectionBarProps {
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (ids: readonly number[]) => void;
  readonly total: number | undefined;
  readonly shown: ReadonlyMap<number, string>;
  readonly filter: UserFilter;
  /** That the filter names. */
  readonly organization: Picked | null;
}

/** What is done to many users. */
export function UserSelectionBar({ filter, organization, ...list }: UserSelectionBarProps) {
  const { t } = useWords();
  const count = list.chosen.size;
  const texts = { block: t('user.blockText'), delete: t('selection.users.deleteText', { count }) };
  const { block, unblock, remove } = useCommonActions('users', count, texts);
  const actions: readonly BulkAction<UserVerb>[] = [
    block,
    unblock,
    {
      name: 'move',
      label: t('selection.move'),
      icon: <IconFolderSymlink size={16} />,
      title: t('selection.users.moveTitle', { count }),
      dialog: (props) => <MoveUsersDialog {...props} />,
    },
    {
      name: 'rights',
      label: t('access.rights'),
      icon: <IconKey size={16} />,
      title: t('selection.users.rightsTitle', { count }),
      dialog: (props) => <FolderRightsDialog {...props} organization={organization} />,
    },
    remove,
  ];
  return (
    <SelectionBar<UserVerb>
      {...list}
      kind="users"
      readIds={() => userIds(filter)}
      send={changeUsers}
      actions={actions}
    />
  );
}
