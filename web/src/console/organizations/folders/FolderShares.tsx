import { Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { shareFolder, sharesQuery, unshareFolder } from '../../../api/folders.ts';
import type { Folder, Share } from '../../../api/types.ts';
import { paths } from '../../../app/routes/paths.ts';
import { OrganizationPicker, type Picked } from '../../../ui/form/pickers.tsx';
import { IconAction } from '../../../ui/IconAction.tsx';
import { LinkAnchor } from '../../../ui/links.tsx';
import { showProblem } from '../../../ui/showProblem.ts';
import { useWords } from '../../../ui/useWords.ts';

/** Other organizations that see a folder and all below it. */
export function FolderShares({ organizationId, folder }: { organizationId: number; folder: Folder }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const list = useQuery(sharesQuery(organizationId));
  const [picked, setPicked] = useState<Picked | null>(null);
  const after = {
    onError: (error: Error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: sharesQuery(organizationId).queryKey }),
  };
  const share = useMutation({
    mutationFn: (to: number) => shareFolder(organizationId, folder.id, to),
    onSuccess: () => setPicked(null),
    ...after,
  });
  const unshare = useMutation({ mutationFn: (to: number) => unshareFolder(organizationId, folder.id, to), ...after });
  const shares = (list.data?.items ?? []).filter((one) => one.folder.id === folder.id);
  return (
    <Stack gap={12}>
      <Title order={2}>{t('folder.shares', { title: folder.title })}</Title>
      <Text fz={13} c="dimmed">
        {t('folder.sharesHelp')}
      </Text>
      <Group gap={8}>
        <OrganizationPicker
          hideLabel
          label={t('folder.share')}
          placeholder={t('folder.pickOrganization')}
          value={picked}
          onChange={setPicked}
          except={({ id }) => id === organizationId || shares.some(({ to }) => to.id === id)}
          clearable
        />
        <Button
          variant="default"
          disabled={picked === null}
          loading={share.isPending}
          onClick={() => picked !== null && share.mutate(picked.id)}
        >
          {t('folder.share')}
        </Button>
      </Group>
      {shares.map(({ to }) => (
        <Group key={to.id} gap={8} wrap="nowrap">
          <LinkAnchor to={paths.organization} params={{ organizationId: to.id }} search={{}}>
            {to.title}
          </LinkAnchor>
          <IconAction small label={t('folder.unshare', { title: to.title })} onClick={() => unshare.mutate(to.id)}>
            <IconTrash size={16} stroke={1.6} />
          </IconAction>
        </Group>
      ))}
    </Stack>
  );
}

/** What other organizations let this one see. */
export function ReceivedShares({ organizationId }: { organizationId: number }) {
  const { t } = useWords();
  const list = useQuery(sharesQuery(organizationId));
  const received = (list.data?.items ?? []).filter(({ to }: Share) => to.id === organizationId);
  if (received.length === 0) return null;
  return (
    <Stack gap={8}>
      <Title order={2}>{t('folder.received')}</Title>
      <List fz={14} spacing={4}>
        {received.map(({ folder, from }) => (
          <List.Item key={folder.id}>
            {folder.title}
            {' – '}
            <LinkAnchor
              to={paths.organization}
              params={{ organizationId: from.id }}
              search={{ tab: 'folders' }}
              fz="inherit"
            >
              {from.title}
            </LinkAnchor>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
