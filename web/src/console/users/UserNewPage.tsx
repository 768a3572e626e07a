import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { organizationQuery } from '../../api/organizations.ts';
import { createUser } from '../../api/users.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { UserFields } from './UserFields.tsx';
import { EMPTY_USER, USER_NAMES, type UserValues, userChange } from './userForm.ts';

export function UserNewPage() {
  const { t } = useWords();
  const { organizationId } = useSearch({ from: inConsole(paths.userNew) });
  const navigate = useNavigate();
  const organization = useQuery({
    ...organizationQuery(organizationId ?? 0),
    enabled: organizationId !== undefined,
  }).data;
  const form = useForm<UserValues>({ defaultValues: EMPTY_USER });
  useTitle(t('user.add'));
  useEffect(() => {
    if (organization !== undefined)
      form.resetField('organization', { defaultValue: { id: organization.id, title: organization.title } });
  }, [organization, form]);
  const saving = useSaving(form, {
    save: (values) =>
      createUser({
        ...userChange(EMPTY_USER, values),
        login: values.login.trim(),
        ...(values.organization === null ? {} : { organizationId: values.organization.id }),
      }),
    names: USER_NAMES,
    refresh: ['users', 'organizations', 'overview'],
    onSaved: ({ id }) => void navigate({ to: paths.user, params: { userId: id }, search: {}, ignoreBlocker: true }),
  });
  return (
    <>
      <BackLink to={paths.users} label={t('pages.users')} />
      <Title order={1} mb="md">
        {t('user.add')}
      </Title>
      <FormFrame {...saving} save={t('user.create')}>
        <UserFields form={form} fresh />
      </FormFrame>
    </>
  );
}
