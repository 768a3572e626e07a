import { IconBarrierBlock, IconCar, IconDoor, IconFence } from '@tabler/icons-react';
import type { Door } from '../../api/types.ts';

const ICONS = {
  entrance: IconDoor,
  wicket: IconFence,
  gate: IconCar,
  barrier: IconBarrierBlock,
} as const satisfies Record<Door['icon'], unknown>;

export function DoorIcon({ icon, size }: { icon: Door['icon']; size: number }) {
  const Icon = ICONS[icon];
  return <Icon size={size} stroke={1.6} aria-hidden="true" style={{ flex: 'none' }} />;
}
