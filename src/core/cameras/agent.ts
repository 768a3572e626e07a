import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import type { AgentFields } from './camera.ts';
import { agentKeyLabel, agentPinLabel } from './seal-labels.ts';

/** Writes what is present of an agent's fields; a serial belongs to one camera alone. */
export async function storeAgent(tx: Write, cameraId: number, agent: AgentFields): Promise<void> {
  if (Object.values(agent).every((value) => value === undefined)) return;
  if (agent.serial) {
    const [other] = await tx.sql<{ cameraId: number }[]>`
      select camera_id from camera_agent where domain_id = ${tx.actor.domainId} and serial = ${agent.serial} and camera_id <> ${cameraId}`;
    if (other)
      throw refuse('agent_serial_taken', { serial: agent.serial, id: other.cameraId }, { existingId: other.cameraId });
  }
  const sealed = (label: string, value: string | null | undefined): Buffer | null | undefined =>
    value ? tx.core.sealer.seal(label, value) : value === undefined ? undefined : null;
  const keySealed = sealed(agentKeyLabel(cameraId), agent.key);
  const pinSealed = sealed(agentPinLabel(cameraId), agent.pin);
  const row = { serial: agent.serial, agentId: agent.id, keySealed, model: agent.model, pinSealed };
  const present = Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value === '' ? null : value]),
  );
  await tx.sql`insert into camera_agent (camera_id, domain_id) values (${cameraId}, ${tx.actor.domainId}) on conflict do nothing`;
  await tx.sql`update camera_agent set ${tx.sql(present)} where camera_id = ${cameraId}`;
}
