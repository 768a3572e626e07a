import { Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { folderGrantsQuery, type GrantChange, removeGrant, setGrant } from '../../../api/folders.ts';
import type { Folder } from '../../../api/types.ts';
import { useWords } from '../../../ui/useWords.ts';
import { DepthField } from '../DepthField.tsx';
import { PeopleRights } from '../PeopleRights.tsx';

const RIGHTS = ['archive', 'ptz', 'actions'] as const;
const FIRST: GrantChange = { archive: true };

/** Who may watch what is in a folder and below it. */
export function FolderGrants({ organizationId, folder }: { organizationId: number; folder: Folder }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const query = folderGrantsQuery(organizationId, folder.id);
  const list = useQuery(query);
  const title = t('folder.access', { title: folder.title });
  return (
    <Stack gap={12}>
      <Title order={2}>{title}</Title>
      <PeopleRights
        people={list.data?.items ?? []}
        frame={{ title, list, emptyTitle: t('folder.noGrants'), emptyText: t('folder.noGrantsMore') }}
        rights={RIGHTS.map((name) => ({ name, label: t(`access.right.${name}`) }))}
        has={(grant, right) => grant[right]}
        more={(set) => [
          {
            id: 'depth',
            header: t('folder.depth'),
            cell: (grant) =>
              grant.archive && (
                <DepthField
                  label={`${t('folder.depth')}: ${grant.login}`}
                  seconds={grant.archiveDepthSeconds}
                  onChange={(archiveDepthSeconds) => set(grant.userId, { archiveDepthSeconds })}
                />
              ),
          },
        ]}
        words={{ add: t('folder.give'), remove: (login) => t('folder.revoke', { login }) }}
        first={FIRST}
        members={{
          isFirst: ({ organizations = [] }) => organizations.some(({ id }) => id === organizationId),
          first: t('folder.members'),
          others: t('folder.others'),
          addOther: t('folder.giveJoin'),
          firstOfOther: { ...FIRST, join: true },
        }}
        except={({ id }) => list.data?.items.some(({ userId }) => userId === id) ?? false}
        onSet={(userId, grant) => setGrant(organizationId, folder.id, userId, grant)}
        onRemove={(userId) => removeGrant(organizationId, folder.id, userId)}
        onSettled={() =>
          Promise.all([
            queries.invalidateQueries({ queryKey: ['organizations'] }),
            queries.invalidateQueries({ queryKey: ['users'] }),
          ])
        }
      />
    </Stack>
  );
}
