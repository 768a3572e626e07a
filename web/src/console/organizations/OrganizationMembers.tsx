import { Badge, Button, Group, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type MemberRights, membersQuery, removeMember, setMember } from '../../api/organizations.ts';
import type { Member } from '../../api/types.ts';
import { paths } from '../../app/paths.ts';
import { type Picked, UserPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { LinkAnchor } from '../../ui/links.tsx';
import { showProblem } from '../../ui/showProblem.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ListFrame } from '../../ui/table/ListFrame.tsx';
import { useWords } from '../../ui/useWords.ts';

const RIGHTS = ['editCameras', 'editUsers', 'viewStatistics'] as const;

/** Who belongs to the organization, and what they may do in it besides watching. */
export function OrganizationMembers({ organizationId }: { organizationId: number }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(membersQuery(organizationId));
  const [picked, setPicked] = useState<Picked | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['organizations'] });
  const change = useMutation({
    mutationFn: ({ userId, rights }: { userId: number; rights: MemberRights }) =>
      setMember(organizationId, userId, rights),
    onSuccess: () => setPicked(null),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (userId: number) => removeMember(organizationId, userId),
    onError: (error) => showProblem(a, error),
    onSettled: refresh,
  });
  const members = list.data?.items ?? [];
  const columns = useMemo<Column<Member>[]>(
    () => [
      {
        id: 'user',
        header: t('member.user'),
        cell: (member) => (
          <Group gap={8}>
            <LinkAnchor to={paths.user} params={{ userId: member.userId }} search={{}} fz="inherit">
              {member.login}
            </LinkAnchor>
            {member.name}
            {member.owner && <Badge>{t('member.owner')}</Badge>}
          </Group>
        ),
      },
      ...RIGHTS.map((right) => ({
        id: right,
        header: t(`member.${right}`),
        cell: (member: Member) => (
          <Switch
            aria-label={`${t(`member.${right}`)}: ${member.login}`}
            checked={member.owner || member[right]}
            disabled={member.owner}
            onChange={(event) =>
              change.mutate({ userId: member.userId, rights: { [right]: event.currentTarget.checked } })
            }
          />
        ),
      })),
      {
        id: 'remove',
        header: t('list.actions'),
        cell: (member) =>
          !member.owner && (
            <IconAction
              small
              label={t('member.remove', { login: member.login })}
              onClick={() => remove.mutate(member.userId)}
            >
              <IconTrash size={16} stroke={1.6} />
            </IconAction>
          ),
      },
    ],
    [t, change.mutate, remove.mutate],
  );
  return (
    <ListFrame
      inner
      title={t('tabs.members')}
      list={list}
      tools={
        <>
          <UserPicker
            hideLabel
            label={t('member.add')}
            placeholder={t('member.pick')}
            value={picked}
            onChange={setPicked}
            clearable
          />
          <Button
            variant="default"
            disabled={picked === null}
            loading={change.isPending && picked !== null}
            onClick={() => picked !== null && change.mutate({ userId: picked.id, rights: {} })}
          >
            {t('member.add')}
          </Button>
        </>
      }
      empty={members.length === 0}
      emptyTitle={t('member.none')}
      emptyText={t('member.noneMore')}
    >
      <DataTable label={t('tabs.members')} columns={columns} rows={members} rowId={({ userId }) => String(userId)} />
    </ListFrame>
  );
}
