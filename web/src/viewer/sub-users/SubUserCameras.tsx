import { Button, Chip, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraRights, GivenRights, User } from '../../api/types.ts';
import { cameraRightsQuery } from '../../api/users.ts';
import { cameraTitle } from '../../console/cameras/cameraTitle.ts';
import { NO_RIGHTS, useSetRights } from '../../console/users/useSetRights.ts';
import { type Belonging, CameraPicker } from '../../ui/form/pickers.tsx';
import { IconAction } from '../../ui/IconAction.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { MoreRows } from '../../ui/MoreRows.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Editing is not lent here. */
const LENT = ['live', 'archive', 'download', 'snapshot', 'ptz'] as const;
const FIRST: CameraRights = { ...NO_RIGHTS, live: true, archive: true };

/** Which of the subscriber's cameras the sub-user sees, and what it may do with each. */
export function SubUserCameras({ user }: { user: User }) {
  const { t } = useWords();
  const list = useInfiniteQuery(cameraRightsQuery(user.id));
  const [picked, setPicked] = useState<Belonging | null>(null);
  const set = useSetRights(user.id);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const give = () => {
    if (picked !== null) set.mutate({ cameraId: picked.id, rights: FIRST }, { onSuccess: () => setPicked(null) });
  };
  return (
    <Stack>
      <Group gap={8} align="flex-end">
        <CameraPicker
          hideLabel
          label={t('subUser.give')}
          placeholder={t('subUser.pick')}
          value={picked}
          onChange={setPicked}
          clearable
        />
        <Button variant="default" disabled={picked === null} loading={set.isPending} onClick={give}>
          {t('subUser.give')}
        </Button>
      </Group>
      {list.isPending && <Skeleton height={80} aria-busy="true" />}
      {list.isError && rows.length === 0 && <LoadFailure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Text c="dimmed">{t('subUser.noCameras')}</Text>}
      {rows.map((row) => (
        <Row key={row.camera.id} row={row} onChange={(rights) => set.mutate({ cameraId: row.camera.id, rights })} />
      ))}
      <MoreRows list={list} />
    </Stack>
  );
}

/** Of a camera only what the subscriber may do itself is offered. */
function Row({
  row: { camera, given, rights },
  onChange,
}: {
  row: GivenRights;
  onChange: (rights: CameraRights) => void;
}) {
  const { t } = useWords();
  const title = cameraTitle(camera);
  return (
    <Stack gap={6} component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        {given !== null && (
          <IconAction label={t('subUser.take', { title })} onClick={() => onChange(NO_RIGHTS)}>
            <IconTrash size={18} stroke={1.6} />
          </IconAction>
        )}
      </Group>
      <Group gap={6}>
        {LENT.filter((right) => camera.rights[right]).map((right) => (
          <Chip
            key={right}
            size="md"
            checked={rights[right]}
            disabled={rights[right] && !given?.[right]}
            onChange={(checked) => onChange({ ...(given ?? NO_RIGHTS), [right]: checked })}
          >
            {t(`access.right.${right}`)}
          </Chip>
        ))}
      </Group>
    </Stack>
  );
}
