import { Badge } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery, removeMember, setMember } from '../../api/organizations.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { useWords } from '../../ui/useWords.ts';
import { PeopleRights } from './PeopleRights.tsx';

const RIGHTS = ['editCameras', 'editUsers'] as const;

/** Who belongs to the organization, and what they may do in it besides watching. */
export function OrganizationMembers({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [search, setSearch] = useState<string>();
  const list = useInfiniteQuery({ ...membersQuery(organizationId, search), placeholderData: keepPreviousData });
  return (
    <PeopleRights
      people={list.data?.pages.flatMap((page) => page.items) ?? []}
      frame={{
        title: t('tabs.members'),
        list,
        emptyTitle: t('member.none'),
        emptyText: t('member.noneMore'),
        onClear: search === undefined ? undefined : () => setSearch(undefined),
      }}
      stale={list.isPlaceholderData}
      search={<SearchField label={t('member.search')} value={search} onChange={setSearch} />}
      rights={RIGHTS.map((name) => ({ name, label: t(`member.${name}`) }))}
      has={(member, right) => member.owner || member[right]}
      fixed={(member) => member.owner}
      aside={(member) => (
        <>
          {member.name}
          {member.owner && <Badge>{t('member.owner')}</Badge>}
        </>
      )}
      words={{ add: t('member.add'), remove: (login) => t('member.remove', { login }) }}
      first={{}}
      except={({ organizations = [] }) => organizations.some(({ id }) => id === organizationId)}
      onSet={(userId, rights) => setMember(organizationId, userId, rights)}
      onRemove={(userId) => removeMember(organizationId, userId)}
      onSettled={() => queries.invalidateQueries({ queryKey: ['organizations'] })}
    />
  );
}
