import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { doorsQuery } from '../../api/doors.ts';
import type { Camera, Door } from '../../api/types.ts';
import { DoorEvents } from './DoorEvents.tsx';
import { DoorTrouble } from './DoorTrouble.tsx';
import { barOf, refusalOf } from './doorWords.ts';
import { OpenButton } from './OpenButton.tsx';
import { useOpening } from './useOpening.ts';

interface CameraDoorsProps {
  readonly camera: Camera;
  /** The place over its picture; null: there is no picture. */
  readonly over: HTMLElement | null;
}

/** The doors that a camera looks at: a button over its picture; trouble and what happened under it. */
export function CameraDoors({ camera, over }: CameraDoorsProps) {
  const { data } = useQuery(doorsQuery);
  const doors = data?.items.filter((door) => door.camera?.id === camera.id) ?? [];
  return doors.map((door) => <CameraDoor key={door.id} door={door} over={over} named={doors.length > 1} />);
}

function CameraDoor({ door, over, named }: { door: Door; over: HTMLElement | null; named: boolean }) {
  const { t } = useTranslation();
  const opening = useOpening(door);
  const bar = barOf(t, door);
  const button = <OpenButton door={door} opening={opening} over={over !== null} named={named} />;
  return (
    <Stack gap={8} mt={12}>
      {bar === undefined && (over === null ? button : createPortal(button, over))}
      {bar !== undefined && <DoorTrouble refusal={bar} />}
      {bar === undefined && opening.error !== null && (
        <DoorTrouble refusal={refusalOf(t, opening.error)} onClose={opening.forget} />
      )}
      <DoorEvents door={door} named={named} />
    </Stack>
  );
}
