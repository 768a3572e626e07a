import { CloseButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraFeature } from '../../api/cameraMap.ts';
import { paths } from '../../app/routes/paths.ts';
import { LinkAnchor } from '../../ui/links.tsx';
import { StateShape } from '../../ui/map/StateShape.tsx';

/** One camera at its point, with the way to its picture. */
export function MapBubble({ camera, onClose }: { camera: CameraFeature; onClose: () => void }) {
  const { t: a } = useTranslation();
  const { t: p } = useTranslation('player');
  const { id, title, state } = camera.properties;
  return (
    <Stack gap={4}>
      <Group gap={8} wrap="nowrap" justify="space-between" align="flex-start">
        <LinkAnchor to={paths.camera} params={{ cameraId: id }} search={{}} fw={600} py={8}>
          {title}
        </LinkAnchor>
        <CloseButton size="lg" aria-label={a('actions.close')} onClick={onClose} />
      </Group>
      <Group gap={6} wrap="nowrap">
        <StateShape state={state} />
        <Text fz={14}>{p(`state.${state}`)}</Text>
      </Group>
    </Stack>
  );
}
