import { Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { synchronizeCamera } from '../../api/cameras.ts';
import type { Camera } from '../../api/types.ts';
import { showProblem } from '../../ui/showProblem.ts';
import { When } from '../../ui/status/When.tsx';
import { useWords } from '../../ui/useWords.ts';

/** Brings the camera's settings over to the device, and says how that went the last time. */
export function CameraSync({ camera: { id, connection } }: { camera: Camera }) {
  const { t, a } = useWords();
  const queries = useQueryClient();
  const sync = useMutation({
    mutationFn: () => synchronizeCamera(id),
    onError: (error) => showProblem(a, error),
    onSettled: () => queries.invalidateQueries({ queryKey: ['cameras'] }),
  });
  if (connection === undefined) return null;
  const { synchronizedAt, synchronizeError } = connection;
  return (
    <Stack gap={8} mt={16} align="start">
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        loading={sync.isPending}
        onClick={() => sync.mutate()}
      >
        {t('camera.sync')}
      </Button>
      <Text fz={13} c="dimmed">
        {t('camera.syncHelp')}
      </Text>
      {synchronizeError !== null && (
        <Text fz={14} c="var(--mantine-color-error)">
          {t('camera.syncFailed')}: {synchronizeError}
        </Text>
      )}
      {synchronizedAt !== null && (
        <Text fz={14}>
          {t('camera.synced')} <When at={synchronizedAt} relative />
        </Text>
      )}
    </Stack>
  );
}
