import { type Core, reader } from '../core.ts';
import { DomainError } from '../errors.ts';
import type { PanelControl } from '../panels/control.ts';
import { findPanelSecrets } from '../panels/queries.ts';
import { networksOfCamera } from '../panels/reach.ts';
import type { DoorView, Opening } from './door.ts';
import type { DoorEventResult } from './event.ts';
import { wholeCommands } from './queries.ts';

/** What came of an attempt, as it is kept. */
export interface Outcome {
  readonly result: DoorEventResult;
  readonly detail: string;
  readonly panelMs: number | null;
}

/** Sends the door's command, or asks its camera's panel. Whether somebody may is not asked here. */
export async function askDoor(core: Core, panels: PanelControl, domainId: number, door: DoorView): Promise<Opening> {
  const sql = reader(core);
  if (door.command !== '') {
    const whole = door.hasCredentials ? await wholeCommands(sql, core.sealer, domainId, [door.id]) : undefined;
    return await panels.openByCommand(whole?.get(door.id) ?? door.command, door.method, {
      within: door.organizationNetworks,
    });
  }
  const { cameraId } = door;
  const panel =
    cameraId === null ? undefined : (await findPanelSecrets(sql, core.sealer, domainId, [cameraId])).get(cameraId);
  if (!panel) return NOTHING_TO_ASK;
  return await panels.openByPanel(panel, { within: await networksOfCamera(sql, panel.cameraId) });
}

const NOTHING_TO_ASK: Opening = {
  result: 'failed',
  panelMs: 0,
  reason: 'no_command',
  detail: 'The door has no command, and its camera is no panel',
};

export const toOutcome = (opening: Opening): Outcome => {
  const asked = opening.result === 'opened' || opening.reason !== 'no_command';
  return {
    result: opening.result,
    detail: opening.result === 'opened' ? '' : opening.detail,
    panelMs: asked ? opening.panelMs : null,
  };
};

export const refusedBy = (error: unknown): Outcome => {
  const known = error instanceof DomainError;
  return { result: known ? 'refused' : 'failed', detail: known ? error.message : 'Internal error', panelMs: null };
};
