import { Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { createUser } from '../../api/users.ts';
import { paths } from '../../app/routes/paths.ts';
import { useMe } from '../../app/useMe.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { networksIn, nullable } from '../../ui/form/values.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { EMPTY_SUB_USER, SubUserFields, type SubUserValues } from './SubUserFields.tsx';

/** A login, a password and a name; cameras and settings are on the page that follows. */
export function SubUserNewPage() {
  const { t } = useWords();
  const { user } = useMe();
  const navigate = useNavigate();
  const form = useForm<SubUserValues>({ defaultValues: EMPTY_SUB_USER });
  useTitle(t('subUser.add'));
  const saving = useSaving(form, {
    save: ({ login, password, name, allowedNetworks }) =>
      createUser({
        login: login.trim(),
        password,
        name: nullable(name),
        allowedNetworks: networksIn(allowedNetworks),
        parentId: user.id,
      }),
    refresh: ['users'],
    onSaved: ({ id }) => void navigate({ to: paths.subUser, params: { userId: id }, ignoreBlocker: true }),
  });
  return (
    <Stack maw={720} mx="auto">
      <LinkAnchor to={paths.subUsers}>{t('subUser.title')}</LinkAnchor>
      <Title order={1}>{t('subUser.add')}</Title>
      <FormFrame {...saving} size="md" save={t('subUser.create')}>
        <SubUserFields form={form} fresh />
      </FormFrame>
    </Stack>
  );
}
