import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { PanelFailure } from '../panels/control.ts';
import { takesDoorSeconds } from '../panels/panel.ts';
import { findPanelSecrets } from '../panels/queries.ts';
import { networksOfCamera } from '../panels/reach.ts';
import { notePanelAnswer } from '../panels/state.ts';
import { write } from '../write.ts';
import type { IntercomCard } from './intercom.ts';
import { intercomById } from './operations.ts';

/**
 * Tells the panel how long its door stays open, as the intercom has it. Asks the panel, so it runs in no transaction.
 * Nothing is asked where the wire takes no time. Throws `unavailable` where the panel does not do it.
 */
export async function passDoorSeconds(core: Core, actor: Actor, id: number): Promise<IntercomCard> {
  requireMay(actor, 'intercoms.manage');
  const { model, doorSeconds } = await intercomById(core, actor, id);
  if (!takesDoorSeconds(model)) throw refuse('panel_takes_no_seconds');
  if (!core.panels) throw refuse('panels_not_asked');
  const panel = (await findPanelSecrets(reader(core), core.sealer, actor.domainId, [id])).get(id);
  if (!panel) throw refuse('intercom_not_found', { id });
  try {
    await core.panels.setDoorSeconds(panel, doorSeconds, { within: await networksOfCamera(reader(core), id) });
  } catch (error) {
    if (!(error instanceof PanelFailure)) throw error;
    await notePanelAnswer(core.sql, id, { reason: error.reason, detail: error.message });
    throw refuse('panel_silent', { why: error.message });
  }
  await notePanelAnswer(core.sql, id, 'answered');
  await write(core, actor, { type: 'intercom.pass_seconds', subject: `camera ${id}` }, async (tx) => {
    const [row] = await tx.sql<{ before: number | null }[]>`
      update panel p set door_seconds_passed = ${doorSeconds} from (select door_seconds_passed as before from panel where camera_id = ${id}) b
      where p.camera_id = ${id} returning b.before`;
    const changes = { doorSecondsPassed: [row?.before ?? null, doorSeconds] as const };
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
  });
  return await intercomById(core, actor, id);
}
