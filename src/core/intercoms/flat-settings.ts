import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid } from '../errors.ts';
import { pick } from '../fields.ts';
import { type Write, write } from '../write.ts';
import { CONNECTIONS } from './connection.ts';
import type { FlatSettings } from './flat.ts';
import { flatWithin, holdIntercom } from './hold.ts';

const FIELDS = ['calls', 'connection'] as const;
type Own = Required<{ [F in (typeof FIELDS)[number]]: Exclude<FlatSettings[F], undefined> }>;
const AS_THE_INTERCOM: Own = { calls: null, connection: null };

/** Sets what one flat has other than its intercom; null: as the intercom, absent fields stay. */
export async function setFlat(
  core: Core,
  actor: Actor,
  id: number,
  written: string,
  asked: FlatSettings,
): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  const fields = pick(asked, FIELDS);
  if (fields.connection && !CONNECTIONS.includes(fields.connection))
    throw invalid('connection', 'choice_unknown', { choices: CONNECTIONS });
  const intent = { type: 'intercom.flat' as const, subject: `camera ${id}`, request: { flat: written, ...fields } };
  await write(core, actor, intent, async (tx) => {
    const { flat, apartment } = flatWithin(written, await holdIntercom(tx, id));
    const code = flat.toLowerCase();
    await tx.sql`
      insert into intercom_flat (camera_id, flat, apartment) values (${id}, ${code}, ${apartment}) on conflict do nothing`;
    const before = await held(tx, id, code);
    const { calls = before.calls, connection = before.connection } = fields;
    const after: Own = { calls, connection };
    if (after.calls === null && after.connection === null)
      await tx.sql`delete from intercom_flat where camera_id = ${id} and flat = ${code}`;
    else
      await tx.sql`
        update intercom_flat set calls = ${after.calls}, connection = ${after.connection} where camera_id = ${id} and flat = ${code}`;
    const changes = { flatSettings: [listed(flat, before), listed(flat, after)] as const };
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
  });
}

/** As the audit lists it: the flat, and what it has of its own. */
const listed = (flat: string, { calls, connection }: Own): readonly string[] => [
  flat,
  ...(calls === null ? [] : [calls ? 'calls: on' : 'calls: off']),
  ...(connection === null ? [] : [connection]),
];

/** The row, held until the transaction ends. */
async function held(tx: Write, id: number, code: string): Promise<Own> {
  const [row] = await tx.sql<Own[]>`
    select calls, connection from intercom_flat where camera_id = ${id} and flat = ${code} for update`;
  return row ?? AS_THE_INTERCOM;
}
