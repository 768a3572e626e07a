import { Box } from '@mantine/core';
import type { Camera } from '../../api/types.ts';
import { useZone } from '../../app/useMe.ts';
import { CameraPlayer } from '../../viewer/cameras/CameraPlayer.tsx';
import { useWatchedCamera } from '../../viewer/cameras/useWatchedCamera.ts';

const LIVE = { at: undefined, span: 3600 };

export function CameraWatch({ camera }: { camera: Camera }) {
  const zone = useZone();
  const watched = useWatchedCamera(camera.id).camera ?? camera;
  return (
    <Box maw={1000}>
      <CameraPlayer camera={watched} zone={zone} start={LIVE} />
    </Box>
  );
}
