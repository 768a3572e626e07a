import type { ClientActor, SystemActor, Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { homeDomainId } from '../domains/settings.ts';
import { additions } from '../fields.ts';
import { keyHash, newSystemKey } from '../secrets/keys.ts';
import { write } from '../write.ts';

/**
 * The machine client in whose name an API acts that knows no sign-in, so that its changes are told from others' and have
 * their billing events. Made when first asked for, with a key that nobody knows.
 */
export async function ownClient(core: Core, name: string, trace: Trace): Promise<ClientActor> {
  const domainId = await homeDomainId(core);
  const id = (await find(core, domainId, name)) ?? (await make(core, domainId, name, trace));
  return { kind: 'client', id, name, domainId, trace };
}

async function find(core: Core, domainId: number, name: string): Promise<number | undefined> {
  const [row] = await reader(core)<{ id: number }[]>`
    select id from api_client where domain_id = ${domainId} and name = ${name} and login is null and key_sealed is null
    order by id limit 1`;
  return row?.id;
}

async function make(core: Core, domainId: number, name: string, trace: Trace): Promise<number> {
  const system: SystemActor = { kind: 'system', domainId, trace };
  return await write(core, system, { type: 'client.create', subject: name }, async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`api_client ${domainId} ${name}`}, 0))`;
    const known = await find({ ...core, ambient: tx.sql }, domainId, name);
    if (known !== undefined) return known;
    const row = { domainId, name, keyHash: keyHash(newSystemKey()) };
    const [made] = await tx.sql<{ id: number }[]>`insert into api_client ${tx.sql(row)} returning id`;
    const id = made?.id ?? 0;
    tx.changed({ action: 'create', objectKind: 'client', objectId: id, changes: additions({ name }) });
    tx.touched('client', id);
    return id;
  });
}
