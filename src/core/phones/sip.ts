import { randomBytes } from 'node:crypto';
import type { SystemActor, Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { write } from '../write.ts';

/** The telephone in an app that answers a panel's call. */
export interface SipAccount {
  readonly userId: number;
  /** Ten digits that begin with 2. */
  readonly extension: string;
  readonly password: string;
}

interface Row {
  readonly userId: number;
  readonly extension: string;
  readonly passwordSealed: Uint8Array;
}

const FIRST = 2_000_000_000;

/** A user's account; made on first need, with a password that nobody chose. */
export async function sipAccountOf(core: Core, domainId: number, userId: number, trace: Trace): Promise<SipAccount> {
  const found = await accountWhere(core, domainId, { userId });
  if (found) return found;
  const actor: SystemActor = { kind: 'system', domainId, trace };
  const extension = String(FIRST + userId);
  const sealed = core.sealer.seal(labelOf(userId), randomBytes(16).toString('hex'));
  await write(core, actor, { type: 'user.sip_account', subject: `user ${userId}` }, async (tx) => {
    const made = await tx.sql`
      insert into sip_account (user_id, domain_id, extension, password_sealed)
      select id, domain_id, ${extension}, ${sealed} from app_user where id = ${userId} and domain_id = ${domainId}
      on conflict (user_id) do nothing returning 1`;
    if (made.length === 0) return;
    tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes: { sipAccount: [null, extension] } });
  });
  const made = await accountWhere(core, domainId, { userId });
  if (!made) throw new Error(`User ${userId} has no SIP account though one was made`);
  return made;
}

/** Whose telephone this is; undefined: nobody's who may come in now. */
export async function sipAccountBy(core: Core, domainId: number, extension: string): Promise<SipAccount | undefined> {
  return await accountWhere(core, domainId, { extension });
}

async function accountWhere(
  core: Core,
  domainId: number,
  by: { readonly userId: number } | { readonly extension: string },
): Promise<SipAccount | undefined> {
  const sql = reader(core);
  const [row] = await sql<Row[]>`
    select s.user_id, s.extension, s.password_sealed from sip_account s
    where s.domain_id = ${domainId} and ${'userId' in by ? sql`s.user_id = ${by.userId}` : sql`s.extension = ${by.extension}`}
      and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = s.user_id)`;
  if (!row) return undefined;
  const password = core.sealer.open(labelOf(row.userId), row.passwordSealed);
  return { userId: row.userId, extension: row.extension, password };
}

const labelOf = (userId: number): string => `sip_account.password:${userId}`;
