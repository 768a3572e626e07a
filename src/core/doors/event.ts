import type { DoorEventKind } from './door.ts';

/** `refused`: somebody asked who may not, or a call ended without it; `failed`: the panel did not do it. */
export type DoorEventResult = 'opened' | 'refused' | 'failed';

/** Something that happened at a door. */
export interface DoorEvent {
  readonly id: number;
  readonly at: Date;
  readonly kind: DoorEventKind;
  readonly result: DoorEventResult;
  /** Null: the door is gone, or never was. */
  readonly doorId: number | null;
  /** As it was called then. */
  readonly doorName: string;
  readonly lockId: number | null;
  readonly cameraId: number | null;
  readonly cameraName: string | null;
  /** The contract in whose name; null: none. */
  readonly organizationId: number | null;
  /** Login or telephone of whoever asked, or the key's digits. */
  readonly who: string;
  /** Why not, in words. */
  readonly detail: string;
  /** How long the panel took; null: it was not asked. */
  readonly panelMs: number | null;
}

export interface NewDoorEvent extends Omit<DoorEvent, 'id' | 'at' | 'cameraName'> {
  readonly domainId: number;
  readonly userId: number | null;
  readonly address: string | undefined;
}
