import type { Core } from '../core.ts';
import { FAKE_DOOR, HTTP_SCHEMES } from '../egress/policy.ts';
import { invalid } from '../errors.ts';
import type { Write } from '../write.ts';

const LONGEST_URL = 2000;

/** What can be told of a command without asking anybody; empty: none. */
export function checkCommand(core: Core, command: string | undefined): void {
  if (command === undefined || command === '' || command === FAKE_DOOR) return;
  if (command.length > LONGEST_URL)
    throw invalid('command', 'text_too_long', { length: command.length, limit: LONGEST_URL });
  core.egress.checkUrl('command', command.replace('***@', ''), HTTP_SCHEMES);
}

/** Refuses a URL outside of the networks of the organization whose device it is; empty: everything is inside. */
export function requireInside(core: Core, field: string, url: string, networks: readonly string[]): void {
  if (networks.length > 0 && url !== '' && url !== FAKE_DOOR) core.egress.checkInside(field, url, networks);
}

/** The same for names of hosts, which takes a name server: before the write, which must not wait for one. */
export async function requireNameInside(
  core: Core,
  field: string,
  url: string,
  networks: readonly string[],
): Promise<void> {
  if (networks.length > 0 && core.egress.isNamed(url)) await core.egress.checkNameInside(field, url, networks);
}

/** Checks the doors of a lock that moves to another organization. */
export async function requireDoorsInside(tx: Write, lockId: number, networks: readonly string[]): Promise<void> {
  if (networks.length === 0) return;
  const doors = await tx.sql<{ command: string }[]>`select command from door where lock_id = ${lockId} order by id`;
  for (const { command } of doors) requireInside(tx.core, 'organizationId', command, networks);
}
