import { Alert, Button, Group, List, Loader, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UserSynchronization } from '../../../api/types.ts';
import { synchronizeCameras } from '../../../api/userCard.ts';
import { paths } from '../../../app/routes/paths.ts';
import { LinkAnchor } from '../../../ui/links.tsx';
import { problemText } from '../../../ui/problemText.ts';
import { When } from '../../../ui/status/When.tsx';
import { useWords } from '../../../ui/useWords.ts';

interface SynchronizeDialogProps {
  readonly of: ReturnType<typeof useSynchronization>;
  readonly onClose: () => void;
}

/** What differed between what the apps of a user showed and what it may see, once they are brought in line. */
export function SynchronizeDialog({ of: { data, error, isPending }, onClose }: SynchronizeDialogProps) {
  const { t, a } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('userCard.synchronize')}
      closeButtonProps={{ 'aria-label': a('actions.close') }}
    >
      <Stack aria-live="polite">
        {isPending && (
          <Group gap={12}>
            <Loader size="sm" />
            <Text>{t('userCard.synchronizing')}</Text>
          </Group>
        )}
        {error !== null && <Alert color="red">{problemText(a, error)}</Alert>}
        {data !== undefined && <Outcome of={data} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {a('actions.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function useSynchronization(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => synchronizeCameras(userId),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
}

function Outcome({ of: { since, seen, gained, lost } }: { of: UserSynchronization }) {
  const { t } = useWords();
  const same = gained.count + lost.count === 0;
  return (
    <>
      <Text>
        {t('userCard.seen', { count: seen })} {t('userCard.done')}
      </Text>
      <Text c="dimmed" fz={14}>
        {since === null ? (
          t('userCard.first')
        ) : (
          <>
            {t('userCard.since')} <When at={since} />
          </>
        )}
      </Text>
      {same && since !== null && <Text>{t('userCard.same')}</Text>}
      <Cameras title={t('userCard.gained', { count: gained.count })} of={gained} />
      <Cameras title={t('userCard.lost', { count: lost.count })} of={lost} />
    </>
  );
}

function Cameras({ title, of: { count, cameras } }: { title: string; of: UserSynchronization['gained'] }) {
  const { t } = useWords();
  if (count === 0) return null;
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <List size="sm">
        {cameras.map(({ id, title: name }) => (
          <List.Item key={id}>
            {name === null ? (
              t('userCard.gone', { id })
            ) : (
              <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} search={{}} fz="inherit">
                {name}
              </LinkAnchor>
            )}
          </List.Item>
        ))}
        {count > cameras.length && <List.Item>…</List.Item>}
      </List>
    </div>
  );
}
