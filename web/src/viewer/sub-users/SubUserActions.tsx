import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { IconBan, IconCopy, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { User } from '../../api/types.ts';
import { cloneUser, deleteUser, setUserBlock } from '../../api/users.ts';
import { paths } from '../../app/routes/paths.ts';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { FormDialog } from '../../ui/dialogs/FormDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { useWords } from '../../ui/useWords.ts';

/** What may be done with a sub-user as a whole. */
export function SubUserActions({ user }: { user: User }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'block' | 'clone' | 'delete'>();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  const close = () => setOpen(undefined);
  const remove = async () => {
    await deleteUser(user.id);
    await navigate({ to: paths.subUsers, ignoreBlocker: true });
    await refresh();
  };
  return (
    <Group gap={8}>
      {user.blocks.every(({ source }) => source !== 'owner') && (
        <Button size="md" variant="default" leftSection={<IconBan size={18} />} onClick={() => setOpen('block')}>
          {t('subUser.block')}
        </Button>
      )}
      <Button size="md" variant="default" leftSection={<IconCopy size={18} />} onClick={() => setOpen('clone')}>
        {t('subUser.clone')}
      </Button>
      <Button size="md" variant="default" leftSection={<IconTrash size={18} />} onClick={() => setOpen('delete')}>
        {t('subUser.delete')}
      </Button>
      {open === 'block' && (
        <BlockDialog
          title={t('subUser.blockTitle', { login: user.login })}
          text={t('subUser.blockText')}
          onBlock={(reason) => setUserBlock(user.id, 'owner', reason).then(refresh)}
          onClose={close}
        />
      )}
      {open === 'clone' && <CloneDialog user={user} onClose={close} />}
      {open === 'delete' && (
        <TypedConfirm
          title={t('subUser.deleteTitle', { login: user.login })}
          text={t('subUser.deleteText')}
          word={user.login}
          confirm={t('subUser.delete')}
          action={remove}
          onClose={close}
        />
      )}
    </Group>
  );
}

function CloneDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t, a } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const clone = async () => {
    const { id } = await cloneUser(user.id, { login: login.trim(), password });
    await queries.invalidateQueries({ queryKey: ['users'] });
    await navigate({ to: paths.subUser, params: { userId: id }, ignoreBlocker: true });
  };
  return (
    <FormDialog
      title={t('subUser.cloneTitle', { login: user.login })}
      text={t('subUser.cloneText')}
      submit={t('subUser.create')}
      ready={login.trim() !== '' && password !== ''}
      action={clone}
      onClose={onClose}
    >
      <Stack>
        <TextInput
          label={t('subUser.login')}
          maxLength={255}
          autoComplete="off"
          data-autofocus
          value={login}
          onChange={({ currentTarget }) => setLogin(currentTarget.value)}
        />
        <PasswordInput
          label={t('subUser.password')}
          maxLength={1024}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': a('signIn.showPassword') }}
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  );
}
