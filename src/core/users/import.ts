import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { stillOff } from '../blocks/blocks.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, invalid } from '../errors.ts';
import { changeUser, createUser } from './operations.ts';
import { credentialsByLogin } from './queries.ts';
import type { UserChange } from './user.ts';

/** One row of an import; `key` names it in the errors. */
export interface UserRow {
  readonly key: string;
  readonly user: UserChange;
  readonly organizationId: number | undefined;
}

export interface UserImport {
  readonly created: number;
  readonly updated: number;
  /** Row key -> what is wrong with it. The other rows are stored. */
  readonly errors: ReadonlyMap<string, DomainError>;
}

/** Rows at once: a password takes 20 ms of one processor to hash, and the hashing has threads of its own. */
const AT_ONCE = 4;

/**
 * Adopts or creates users by login. Each row is a write of its own: sending the list again finishes what was cut off,
 * and a bad row leaves the others alone. Whoever was to be on and stays off is an error, the rest of the row is stored.
 */
export async function importUsers(
  core: Core,
  actor: Actor,
  rows: readonly UserRow[],
  refused: ReadonlyMap<string, DomainError> = new Map(),
): Promise<UserImport> {
  requireMay(actor, 'users.import');
  const errors = new Map(refused);
  const counts = { created: 0, updated: 0 };
  const seen = new Set<string>();
  const queue = rows.values();
  const work = async () => {
    for (const row of queue) {
      const done = await adoptRow(core, actor, row, seen).catch(unlessRefused);
      if (done instanceof DomainError) errors.set(row.key, done);
      else counts[done]++;
    }
  };
  await Promise.all(Array.from({ length: core.ambient ? 1 : AT_ONCE }, work));
  return { ...counts, errors };
}

/** `seen`: the logins before it, in small letters. Answers why the user stays off, though the row has it on. */
async function adoptRow(
  core: Core,
  actor: Actor,
  row: UserRow,
  seen: Set<string>,
): Promise<'created' | 'updated' | DomainError> {
  const login = loginOf(row);
  const same = login.toLowerCase();
  if (seen.has(same)) throw invalid('login', 'login_twice_in_import');
  seen.add(same);
  const { created, off } = await adoptUser(core, actor, { ...row.user, login }, row.organizationId);
  return off ?? (created ? 'created' : 'updated');
}

function unlessRefused(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}

/** The user of this login as the row has it, made when there is none. `off`: why it stays off, though it was to be on. */
export async function adoptUser(
  core: Core,
  actor: Actor,
  user: UserChange & { readonly login: string },
  organizationId?: number,
): Promise<{ readonly id: number; readonly created: boolean; readonly off: DomainError | undefined }> {
  const known = await credentialsByLogin(reader(core), actor.domainId, user.login);
  if (!known) return { id: (await createUser(core, actor, user, organizationId)).id, created: true, off: undefined };
  const { login: _login, ...change } = user;
  const after = Object.keys(change).length > 0 ? await changeUser(core, actor, known.id, change) : undefined;
  return { id: known.id, created: false, off: after && stillOff(change, after.blocks) };
}

function loginOf(row: UserRow): string {
  const login = (row.user.login ?? '').trim();
  if (login === '') throw invalid('login', 'value_required');
  return login;
}
