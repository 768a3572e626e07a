import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconBan,
  IconDots,
  IconKey,
  IconLink,
  IconLogout,
  IconRefresh,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '../../api/types.ts';
import { changeUser, deleteUser, endSessions, setUserBlock } from '../../api/users.ts';
import { paths } from '../../app/routes/paths.ts';
import { useMe } from '../../app/useMe.ts';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { SecretDialog } from '../../ui/dialogs/SecretDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import { useWords } from '../../ui/useWords.ts';
import { LogInAsDialog } from './card/LogInAsDialog.tsx';
import { SynchronizeDialog, useSynchronization } from './card/SynchronizeDialog.tsx';
import { PasswordLinkDialog } from './PasswordLinkDialog.tsx';

/** Log in as the user, synchronize its cameras, block, reset the password or hand on a link for it, sign out everywhere, delete. */
export function UserActions({ user }: { user: User }) {
  const { t, a } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'block' | 'password' | 'link' | 'delete' | 'support' | 'synchronize'>();
  const close = () => setDialog(undefined);
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  const signOut = useMutation({
    mutationFn: () => endSessions(user.id),
    onSuccess: () =>
      notifications.show({
        message: t('user.signedOut'),
        color: 'green',
        closeButtonProps: { 'aria-label': a('actions.close') },
      }),
    onError: (error) => showProblem(a, error),
  });
  const self = me.user.id === user.id;
  const blocked = user.blocks.some(({ source }) => source === 'administrator');

  const synchronization = useSynchronization(user.id);
  const synchronize = () => {
    synchronization.mutate();
    setDialog('synchronize');
  };
  return (
    <>
      {user.kind !== 'administrator' && (
        <>
          <Button leftSection={<IconUserShare size={16} />} onClick={() => setDialog('support')}>
            {t('support.action')}
          </Button>
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={synchronize}>
            {t('userCard.synchronize')}
          </Button>
        </>
      )}
      {!blocked && !self && (
        <Button variant="default" leftSection={<IconBan size={16} />} onClick={() => setDialog('block')}>
          {t('block.block')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconKey size={16} />} onClick={() => setDialog('password')}>
        {t('user.resetPassword')}
      </Button>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" px={10} aria-label={t('user.more')}>
            <IconDots size={18} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => setDialog('link')}>
            {t('user.passwordLink')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
            {t('user.signOutAll')}
          </Menu.Item>
          {!self && (
            <Menu.Item
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setDialog('delete')}
            >
              {a('actions.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'support' && <LogInAsDialog user={user} onClose={close} />}
      {dialog === 'synchronize' && <SynchronizeDialog of={synchronization} onClose={close} />}
      {dialog === 'block' && (
        <BlockDialog
          title={t('user.blockTitle', { login: user.login })}
          text={t('user.blockText')}
          onBlock={(reason) => setUserBlock(user.id, 'administrator', reason).then(refresh)}
          onClose={close}
        />
      )}
      {dialog === 'password' && (
        <SecretDialog
          title={t('user.resetPassword')}
          label={t('user.newPassword')}
          text={t('user.resetText')}
          onSave={(password) => changeUser(user.id, { password }).then(refresh)}
          onClose={close}
        />
      )}
      {dialog === 'link' && <PasswordLinkDialog user={user} onClose={close} />}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t('user.deleteTitle')}
          text={t('user.deleteText')}
          word={user.login}
          confirm={a('actions.delete')}
          action={async () => {
            await deleteUser(user.id);
            await navigate({ to: paths.users, search: {}, ignoreBlocker: true });
            await refresh();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
