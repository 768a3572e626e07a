import type { Trace } from '../actor.ts';
import type { Core } from '../core.ts';
import { authBackend } from '../domains/settings.ts';
import { egressStatus } from '../egress/request.ts';
import { passwordLabel, storePassword } from '../users/password.ts';
import type { Credentials } from '../users/queries.ts';
import { write } from '../write.ts';

const LIMIT_MS = 2000;

/**
 * `silent`: no backend is set, it does not know the login, or gave no verdict in two seconds: our own password
 * decides, unless the user's is the backend's alone.
 */
export type OutsideVerdict = 'right' | 'wrong' | 'silent';

/** Asks the provider's sign-in backend: GET with `login` and `password`; 200 is right, 403 (or 401) is wrong, by status alone. */
export async function askOutside(
  core: Core,
  domainId: number,
  login: string,
  password: string,
): Promise<OutsideVerdict> {
  const backend = await authBackend(core, domainId);
  if (!backend) return 'silent';
  const url = new URL(backend);
  url.searchParams.set('login', login);
  url.searchParams.set('password', password);
  try {
    const status = await egressStatus(core.egress, url.href, LIMIT_MS);
    if (status === 200) return 'right';
    if (status === 401 || status === 403) return 'wrong';
    if (status !== 404) warn(core, url, `it answered ${status}`);
  } catch (cause) {
    warn(core, url, cause instanceof Error ? cause.message.replaceAll(url.search, '') : 'unknown');
  }
  return 'silent';
}

/** Never the query: it holds the password. */
function warn(core: Core, url: URL, reason: string): void {
  core.log.warn({ reason, host: url.host }, 'the outside sign-in backend gave no verdict');
}

/**
 * What the backend accepted becomes our own password, so that sign-in works while it is down. Another one than before
 * ends the sessions and playback tokens of the old; a first one ends nothing.
 */
export async function keepPassword(core: Core, user: Credentials, password: string, trace: Trace): Promise<void> {
  const { id, domainId, passwordHash: before } = user;
  if (before !== null && (await core.passwords.verify(passwordLabel(user), before, password))) return;
  const passwordHash = await core.passwords.hash(password);
  await write(core, { kind: 'system', domainId, trace }, { type: 'user.keep_password' }, async (tx) => {
    const [now] = await tx.sql<{ passwordHash: string | null }[]>`
      select password_hash from app_user where id = ${id} for update`;
    // Who signs in twice at once keeps the session of the first.
    if (!now || now.passwordHash !== before) return;
    if (before === null) await tx.sql`update app_user set password_hash = ${passwordHash} where id = ${id}`;
    else await storePassword(tx, id, passwordHash, false);
    tx.changed({
      action: 'change',
      objectKind: 'user',
      objectId: id,
      changes: { password: ['***', '*** (new, by the outside sign-in backend)'] },
    });
    tx.touched('user', id);
  });
}
