import { Badge, Grid } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { User } from '../../api/types.ts';
import { changeUser, setUserBlock, userQuery } from '../../api/users.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { FormFrame } from '../../ui/form/FormFrame.tsx';
import { useSaving } from '../../ui/form/useSaving.ts';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { ObjectHistory } from '../ObjectHistory.tsx';
import { UserAccess } from './UserAccess.tsx';
import { UserActions } from './UserActions.tsx';
import { UserCameraRights } from './UserCameraRights.tsx';
import { UserCameras } from './UserCameras.tsx';
import { UserFacts } from './UserFacts.tsx';
import { UserFields } from './UserFields.tsx';
import { UserStops } from './UserStops.tsx';
import { USER_NAMES, type UserValues, userChange, userValues } from './userForm.ts';

export function UserCardPage() {
  const { userId } = useParams({ from: inConsole(paths.user) });
  const { data } = useQuery(userQuery(userId));
  return data === undefined ? null : <Card key={data.id} user={data} />;
}

function Card({ user }: { user: User }) {
  const { t } = useWords();
  const { tab = 'general' } = useSearch({ from: inConsole(paths.user) });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const params = { userId: user.id };
  const refresh = () => queries.invalidateQueries({ queryKey: ['users'] });
  return (
    <>
      <CardHead
        title={user.login}
        id={user.id}
        back={<BackLink to={paths.users} label={t('pages.users')} />}
        status={
          <Badge color={user.kind === 'administrator' ? 'accent' : 'gray'} c="var(--mantine-color-text)">
            {t(`user.kinds.${user.kind}`)}
          </Badge>
        }
        actions={<UserActions user={user} />}
      />
      <Blocks blocks={user.blocks} onLift={(source) => setUserBlock(user.id, source, undefined).then(refresh)} />
      <UserStops user={user} />
      <CardTabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: paths.user,
            params,
            search: { tab: next === 'general' ? undefined : next },
            replace: true,
          })
        }
        tabs={[
          { value: 'general', label: t('tabs.general'), content: () => <General user={user} /> },
          {
            value: 'cameras',
            label: t('tabs.cameras'),
            content: () =>
              user.kind === 'administrator' ? <UserCameras userId={user.id} /> : <UserCameraRights user={user} />,
          },
          { value: 'access', label: t('tabs.accessSettings'), content: () => <UserAccess user={user} /> },
          { value: 'history', label: t('tabs.history'), content: () => <ObjectHistory kind="users" id={user.id} /> },
        ]}
      />
    </>
  );
}

function General({ user }: { user: User }) {
  const [before, setBefore] = useState(() => userValues(user));
  const form = useForm<UserValues>({ defaultValues: before });
  const saving = useSaving(form, {
    save: (values) => changeUser(user.id, userChange(before, values)),
    names: USER_NAMES,
    refresh: ['users'],
    onSaved: (saved) => {
      setBefore(userValues(saved));
      form.reset(userValues(saved));
    },
  });
  return (
    <Grid gap={40}>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <FormFrame {...saving} onReset={() => form.reset()}>
          <UserFields form={form} />
        </FormFrame>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <UserFacts user={user} />
      </Grid.Col>
    </Grid>
  );
}
