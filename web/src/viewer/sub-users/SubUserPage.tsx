import { Paper, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { User, UserChange } from '../../api/types.ts';
import { changeUser, setUserBlock, userQuery } from '../../api/users.ts';
import { useMay } from '../../app/may.ts';
import { inViewer, paths } from '../../app/routes/paths.ts';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { changed, networksIn, nullable } from '../../ui/form/values.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { UserPermissionsForm } from '../../ui/permissions/UserPermissionsForm.tsx';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import { useWords } from '../../ui/useWords.ts';
import { SubUserActions } from './SubUserActions.tsx';
import { SubUserCameras } from './SubUserCameras.tsx';
import { SubUserFields, type SubUserValues } from './SubUserFields.tsx';

export function SubUserPage() {
  const { userId } = useParams({ from: inViewer(paths.subUser) });
  const { data } = useQuery(userQuery(userId));
  return data === undefined ? null : <SubUser key={data.id} user={data} />;
}

function SubUser({ user }: { user: User }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  useTitle(user.login);
  return (
    <Stack maw={720} mx="auto">
      <LinkAnchor to={paths.subUsers}>{t('subUser.title')}</LinkAnchor>
      <Title order={1} style={{ overflowWrap: 'anywhere' }}>
        {user.login}
      </Title>
      <SubUserActions user={user} />
      <Blocks blocks={user.blocks} onLift={(source) => setUserBlock(user.id, source, undefined).then(refresh)} />
      <Paper withBorder p="md">
        <Title order={2} mb="md">
          {t('subUser.general')}
        </Title>
        <General user={user} />
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} mb="md">
          {t('subUser.cameras')}
        </Title>
        <SubUserCameras user={user} />
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} mb="md">
          {t('subUser.access')}
        </Title>
        <UserPermissionsForm userId={user.id} login={user.login} asOwner />
      </Paper>
    </Stack>
  );
}

const valuesOf = (user: User): SubUserValues => ({
  login: user.login,
  password: '',
  name: user.name ?? '',
  allowedNetworks: user.allowedNetworks.join(', '),
});

function General({ user }: { user: User }) {
  const [before, setBefore] = useState(() => valuesOf(user));
  const form = useForm<SubUserValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changeUser(user.id, changeOf(before, values)),
    refresh: ['users'],
    onSaved: (saved) => {
      setBefore(valuesOf(saved));
      form.reset(valuesOf(saved));
    },
  });
  return (
    <FormFrame {...saving} may={useMay('sub-users.manage')} size="md" onReset={() => form.reset()}>
      <SubUserFields form={form} />
    </FormFrame>
  );
}

function changeOf(before: SubUserValues, values: SubUserValues): UserChange {
  const { name, allowedNetworks, password, ...rest } = changed(before, values);
  return {
    ...rest,
    ...(name === undefined ? {} : { name: nullable(name) }),
    ...(allowedNetworks === undefined ? {} : { allowedNetworks: networksIn(allowedNetworks) }),
    ...(password === undefined || password === '' ? {} : { password }),
  };
}
