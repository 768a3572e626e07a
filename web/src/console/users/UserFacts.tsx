import { DataList } from '@mantine/core';
import type { User } from '../../api/types.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

export function UserFacts({ user }: { user: User }) {
  const { t } = useWords();
  return (
    <DataList labelWidth="130px" withDivider>
      <DataList.Item>
        <DataList.ItemLabel>{t('user.organizations')}</DataList.ItemLabel>
        <DataList.ItemValue>
          {user.organizations.map(({ id, title }) => (
            <div key={id}>
              <LinkAnchor
                to={paths.organization}
                params={{ organizationId: id }}
                search={{ tab: 'members' }}
                fz="inherit"
              >
                {title}
              </LinkAnchor>
            </div>
          ))}
          {user.organizations.length === 0 && t('user.noOrganizations')}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('user.password')}</DataList.ItemLabel>
        <DataList.ItemValue>{user.hasPassword ? t('user.passwordSet') : t('user.passwordUnset')}</DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('user.seen')}</DataList.ItemLabel>
        <DataList.ItemValue>
          {user.lastSeenAt === null ? t('user.never') : <When at={user.lastSeenAt} relative />}
        </DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('user.created')}</DataList.ItemLabel>
        <DataList.ItemValue>
          <When at={user.createdAt} />
        </DataList.ItemValue>
      </DataList.Item>
    </DataList>
  );
}
