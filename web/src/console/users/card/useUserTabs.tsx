import { Grid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { User } from '../../../api/types.ts';
import { useMay } from '../../../app/may.ts';
import type { USER_TABS } from '../../../app/routes/searches.ts';
import { useWords } from '../../../ui/useWords.ts';
import { ObjectHistory } from '../../ObjectHistory.tsx';
import { UserAccess } from '../UserAccess.tsx';
import { UserCameras } from '../UserCameras.tsx';
import { UserFacts } from '../UserFacts.tsx';
import { SeenCameras } from './SeenCameras.tsx';
import { SubUsers } from './SubUsers.tsx';
import { UserBillingEvents } from './UserBillingEvents.tsx';
import { UserData } from './UserData.tsx';
import { UserForm } from './UserForm.tsx';
import { UserIntercoms } from './UserIntercoms.tsx';
import { UserLicences, useHasLicences } from './UserLicences.tsx';

export type UserTab = (typeof USER_TABS)[number];

interface Tab {
  readonly value: UserTab;
  readonly label: string;
  readonly content: () => ReactNode;
}

/** The tabs of a user's card: of subscribers and their sub-users, or those of an administrator's account. */
export function useUserTabs(user: User): readonly Tab[] {
  const { t } = useWords();
  const mayChange = useMay('users.manage');
  const licensed = useHasLicences(user.id, user.kind === 'subscriber');
  const history: Tab = {
    value: 'history',
    label: t('tabs.history'),
    content: () => <ObjectHistory kind="users" id={user.id} />,
  };
  const data = () => <General user={user} open={mayChange && (user.kind === 'administrator' || !user.byBilling)} />;
  if (user.kind === 'administrator')
    return [
      { value: 'general', label: t('tabs.general'), content: data },
      { value: 'cameras', label: t('tabs.cameras'), content: () => <UserCameras userId={user.id} /> },
      history,
    ];
  const below: Tab = {
    value: 'sub-users',
    label: t('userCard.subUsers'),
    content: () => <SubUsers userId={user.id} />,
  };
  const licences: Tab = {
    value: 'analytics',
    label: t('licences.tab'),
    content: () => <UserLicences userId={user.id} />,
  };
  return [
    { value: 'general', label: t('userCard.user'), content: data },
    { value: 'cameras', label: t('userCard.seenCameras'), content: () => <SeenCameras userId={user.id} /> },
    { value: 'intercoms', label: t('userCard.intercoms'), content: () => <UserIntercoms userId={user.id} /> },
    ...(user.kind === 'subscriber' ? [below] : []),
    { value: 'billing', label: t('pages.billingEvents'), content: () => <UserBillingEvents userId={user.id} /> },
    { value: 'access', label: t('userCard.access'), content: () => <UserAccess user={user} /> },
    ...(licensed ? [licences] : []),
    history,
  ];
}

/** Open to be changed, or to be read alone. */
function General({ user, open }: { user: User; open: boolean }) {
  return (
    <Grid gap={40}>
      <Grid.Col span={{ base: 12, md: 7 }}>{open ? <UserForm user={user} /> : <UserData user={user} />}</Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <UserFacts user={user} />
      </Grid.Col>
    </Grid>
  );
}
