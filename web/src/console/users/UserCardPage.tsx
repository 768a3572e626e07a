import { Badge } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { User } from '../../api/types.ts';
import { setUserBlock, userQuery } from '../../api/users.ts';
import { useMay } from '../../app/may.ts';
import { inConsole, paths } from '../../app/routes/paths.ts';
import { CardHead } from '../../ui/CardHead.tsx';
import { CardTabs } from '../../ui/CardTabs.tsx';
import { Blocks } from '../../ui/status/Blocks.tsx';
import { useWords } from '../../ui/useWords.ts';
import { BackLink } from '../BackLink.tsx';
import { UserIdentity } from './card/UserIdentity.tsx';
import { type UserTab, useUserTabs } from './card/useUserTabs.tsx';
import { UserActions } from './UserActions.tsx';
import { UserStops } from './UserStops.tsx';

export function UserCardPage() {
  const { userId } = useParams({ from: inConsole(paths.user) });
  const { data } = useQuery(userQuery(userId));
  return data === undefined ? null : <Card key={data.id} user={data} />;
}

function Card({ user }: { user: User }) {
  const { t } = useWords();
  const mayChange = useMay('users.manage');
  const queries = useQueryClient();
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
        actions={mayChange && <UserActions user={user} />}
      />
      <UserIdentity user={user} />
      <Blocks blocks={user.blocks} onLift={(source) => setUserBlock(user.id, source, undefined).then(refresh)} />
      <UserStops user={user} />
      <Tabs user={user} />
    </>
  );
}

function Tabs({ user }: { user: User }) {
  const { tab = 'general' } = useSearch({ from: inConsole(paths.user) });
  const navigate = useNavigate();
  const tabs = useUserTabs(user);
  const open = (next: UserTab) =>
    void navigate({
      to: paths.user,
      params: { userId: user.id },
      search: { tab: next === 'general' ? undefined : next },
      replace: true,
    });
  return <CardTabs value={tabs.some(({ value }) => value === tab) ? tab : 'general'} onChange={open} tabs={tabs} />;
}
