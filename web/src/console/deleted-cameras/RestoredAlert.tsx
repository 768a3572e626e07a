import { Alert, List, Stack, Text } from '@mantine/core';
import type { Restored } from '../../api/deletedCameras.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { useWords } from '../../ui/useWords.ts';

/** What came back with a camera, and what did not. */
export function RestoredAlert({ restored, onClose }: { restored: Restored; onClose: () => void }) {
  const { t, a } = useWords();
  const { camera, grants, left } = restored;
  return (
    <Alert
      color={left.length === 0 ? 'green' : 'yellow'}
      role="status"
      withCloseButton
      closeButtonLabel={a('actions.close')}
      onClose={onClose}
      title={
        <LinkAnchor to={paths.consoleCamera} params={{ cameraId: camera.id }} search={{}} fz="inherit">
          {t('deletedCamera.restored', { title: camera.title || camera.name })}
        </LinkAnchor>
      }
    >
      <Stack gap={4}>
        <Text fz={14}>{t('deletedCamera.restoredGrants', { count: grants })}</Text>
        {left.length > 0 && (
          <>
            <Text fz={14}>{t('deletedCamera.notRestored')}</Text>
            <List fz={14}>
              {left.map(({ kind, name, why }) => (
                <List.Item key={`${kind} ${name} ${why}`}>
                  {t('deletedCamera.leftItem', {
                    what: t(`deletedCamera.leftKind.${kind}`, { name }),
                    why: t(`deletedCamera.leftWhy.${why}`),
                  })}
                </List.Item>
              ))}
            </List>
          </>
        )}
      </Stack>
    </Alert>
  );
}
