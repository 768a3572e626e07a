import { ActionBar, Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBan, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteCamera, setCameraBlock } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';
import { BlockDialog } from '../../ui/dialogs/BlockDialog.tsx';
import { TypedConfirm } from '../../ui/dialogs/TypedConfirm.tsx';
import { problemText } from '../../ui/problemText.ts';
import { useWords } from '../../ui/useWords.ts';
import { runEach } from './runEach.ts';

interface CameraSelectionBarProps {
  readonly cameras: readonly Camera[];
  readonly total: number | undefined;
  readonly onClear: () => void;
}

/** What can be done to many cameras at once; how each of them went is said at the end. */
export function CameraSelectionBar({ cameras, total, onClear }: CameraSelectionBarProps) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'block' | 'delete'>();

  const run = async (action: (camera: Camera) => Promise<unknown>) => {
    const { failures } = await runEach(cameras, action);
    await queries.invalidateQueries({ queryKey: ['cameras'] });
    const done = cameras.length - failures.length;
    notifications.show({ message: t('selection.done', { count: done }), color: 'green' });
    for (const { item, error } of failures.slice(0, 3)) {
      notifications.show({ title: item.title, message: problemText(a, error), color: 'red', autoClose: false });
    }
    if (failures.length === 0) onClear();
  };
  const enable = useMutation({
    mutationFn: () => run((camera) => setCameraBlock(camera.id, 'administrator', undefined)),
  });

  return (
    <>
      <ActionBar
        opened={cameras.length > 0}
        onClose={onClear}
        aria-label={t('selection.actions')}
        withBorder
        p={8}
        maw="calc(100vw - 24px)"
        style={{ flexWrap: 'wrap' }}
      >
        <Text fz={14} px={8} className="numbers">
          {total === undefined
            ? t('selection.some', { count: cameras.length })
            : t('selection.of', { count: cameras.length, total })}
        </Text>
        <Button
          variant="default"
          size="sm"
          loading={enable.isPending}
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => enable.mutate()}
        >
          {t('selection.enable')}
        </Button>
        <Button variant="default" size="sm" leftSection={<IconBan size={16} />} onClick={() => setDialog('block')}>
          {t('selection.disable')}
        </Button>
        <Button
          variant="default"
          size="sm"
          c="var(--mantine-color-error)"
          leftSection={<IconTrash size={16} />}
          onClick={() => setDialog('delete')}
        >
          {a('actions.delete')}
        </Button>
        <ActionBar.CloseButton aria-label={t('selection.clear')} />
      </ActionBar>
      {dialog === 'block' && (
        <BlockDialog
          title={t('selection.disableTitle', { count: cameras.length })}
          text={t('camera.blockText')}
          onBlock={(reason) => run((camera) => setCameraBlock(camera.id, 'administrator', reason))}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'delete' && (
        <TypedConfirm
          title={t('selection.deleteTitle', { count: cameras.length })}
          text={t('camera.deleteText')}
          word={String(cameras.length)}
          confirm={a('actions.delete')}
          action={() => run((camera) => deleteCamera(camera.id))}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
