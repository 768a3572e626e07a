import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { write } from '../write.ts';
import { locationAtCode } from './at-code.ts';
import { cleanCode, locationOfCode } from './codes.ts';
import type { LocationView } from './location.ts';
import { removeLocation } from './operations.ts';
import { withdrawPending } from './pending/store.ts';
import { findLocation, lockLocation, lockTree } from './queries.ts';

/** The location of a code, made from the directory where it is not there yet; the same again changes nothing. */
export async function ensureLocation(core: Core, actor: Actor, asked: string): Promise<LocationView> {
  requireMay(actor, 'locations.manage');
  const code = cleanCode(asked);
  const intent = { type: 'location.ensure' as const, subject: `address code ${code}`, request: { code } };
  const id = await write(core, actor, intent, async (tx) =>
    locationAtCode(tx, code, { verb: 'location.create', args: {} }),
  );
  return await findLocation(reader(core), actor.domainId, id);
}

/**
 * Deletes the location that has the code, when it is empty; `detach`: its cameras go to no location. A code that leads
 * there from elsewhere is only taken off, an unknown one changes nothing, and nobody waits for it any longer to be made.
 */
export async function deleteLocationOfCode(core: Core, actor: Actor, asked: string, detach = false): Promise<void> {
  requireMay(actor, 'locations.manage');
  const code = cleanCode(asked);
  const intent = { type: 'location.remove' as const, subject: `address code ${code}`, request: { code, detach } };
  await write(core, actor, intent, async (tx) => {
    const { domainId } = actor;
    await withdrawPending(tx.sql, domainId, { verb: 'location.create', code });
    await lockTree(tx.sql, domainId);
    const known = await locationOfCode(tx.sql, domainId, code);
    if (!known) return;
    const location = await lockLocation(tx.sql, domainId, known.locationId);
    if (known.own) {
      await removeLocation(tx, location, detach);
      return;
    }
    await tx.sql`delete from location_code where domain_id = ${domainId} and code = ${code}`;
    const changes = { otherCode: [code, null] } as const;
    tx.changed({ action: 'change', objectKind: 'location', objectId: location.id, changes });
  });
}
