import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraFeature } from '../../api/cameraMap.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { StateShape } from '../../ui/map/StateShape.tsx';
import { useWords } from '../../ui/useWords.ts';

/** What the map says of one camera. */
export function CameraBubble({ camera, onClose }: { camera: CameraFeature; onClose: () => void }) {
  const { t, a } = useWords();
  const { t: p } = useTranslation('player');
  const { id, title, state, organization, location, own } = camera.properties;
  return (
    <Stack gap={4}>
      <Group gap={8} wrap="nowrap" justify="space-between" align="flex-start">
        <LinkAnchor to={paths.consoleCamera} params={{ cameraId: id }} search={{}} fw={600}>
          {title}
        </LinkAnchor>
        <CloseButton size="sm" aria-label={a('actions.close')} onClick={onClose} />
      </Group>
      <Group gap={6} wrap="nowrap">
        <StateShape state={state} />
        <Text fz={14}>{p(`state.${state}`)}</Text>
      </Group>
      <Text fz={14}>{organization}</Text>
      {location !== '' && <Text fz={14}>{location}</Text>}
      {!own && (
        <Text fz={13} c="dimmed">
          {t('cameraMap.ofLocation')}
        </Text>
      )}
    </Stack>
  );
}
