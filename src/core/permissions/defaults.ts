import { may, requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { type Write, write } from '../write.ts';
import { ALL_PERMISSIONS, isOf, LIMITED_KINDS, type LimitedKind, PERMISSIONS, type Permission } from './permission.ts';
import { countConcerned, findDefaults } from './queries.ts';

interface PermissionDefaults {
  readonly kind: LimitedKind;
  /** Users of that kind. */
  readonly users: number;
  readonly permissions: readonly {
    readonly permission: Permission;
    readonly group: (typeof PERMISSIONS)[Permission]['group'];
    readonly allowed: boolean;
    /** Users of the kind that the default does not reach: they have one of their own. */
    readonly exceptions: number;
  }[];
}

/** What users of each kind may do unless something else was said of one of them; for staff and editors of the settings. */
export async function permissionDefaults(core: Core, actor: Actor): Promise<readonly PermissionDefaults[]> {
  if (!may(actor, 'domain.see-all')) requireMay(actor, 'settings.manage');
  const sql = reader(core);
  const denied = await findDefaults(sql, actor.domainId);
  const { users, exceptions } = await countConcerned(sql, actor.domainId);
  return LIMITED_KINDS.map((kind) => ({
    kind,
    users: users.find((one) => one.kind === kind)?.users ?? 0,
    permissions: ALL_PERMISSIONS.filter((permission) => isOf(kind, permission)).map((permission) => {
      const is = (one: { readonly kind: LimitedKind; readonly permission: Permission }) =>
        one.kind === kind && one.permission === permission;
      return {
        permission,
        group: PERMISSIONS[permission].group,
        allowed: !denied.some(is),
        exceptions: exceptions.find(is)?.users ?? 0,
      };
    }),
  }));
}

type Denied = Readonly<Partial<Record<LimitedKind, readonly Permission[]>>>;

/** Sets what users of a kind may not do by default; kinds that are not named stay. `was`: as the caller saw it. */
export async function changePermissionDefaults(
  core: Core,
  actor: Actor,
  denied: Denied,
  was: Denied = {},
): Promise<readonly PermissionDefaults[]> {
  requireMay(actor, 'settings.manage');
  const { domainId } = actor;
  await write(core, actor, { type: 'settings.permissions', request: denied }, async (tx) => {
    await tx.sql`select from domain where id = ${domainId} for update`;
    const stored = await findDefaults(tx.sql, domainId);
    for (const kind of LIMITED_KINDS) {
      const before = stored.filter((one) => one.kind === kind).map(({ permission }) => permission);
      await storeDefaults(tx, kind, { before, after: denied[kind] ?? before, seen: was[kind] ?? before });
    }
  });
  return await permissionDefaults(core, actor);
}

interface OfKind {
  readonly before: readonly Permission[];
  readonly after: readonly Permission[];
  readonly seen: readonly Permission[];
}

async function storeDefaults(tx: Write, kind: LimitedKind, { before, after, seen }: OfKind): Promise<void> {
  const { domainId } = tx.actor;
  const foreign = after.find((permission) => !isOf(kind, permission));
  if (foreign) throw invalid('permissions', 'permission_of_subscribers', { permission: foreign });
  if (!isSame(seen, before)) throw refuse('permissions_changed');
  if (isSame(before, after)) return;
  await tx.sql`delete from permission_default where domain_id = ${domainId} and kind = ${kind}`;
  const rows = [...new Set(after)].map((permission) => ({ domainId, kind, permission }));
  if (rows.length > 0) await tx.sql`insert into permission_default ${tx.sql(rows)}`;
  const changes = defaultChanges(kind, before, after);
  tx.changed({ action: 'change', objectKind: 'domain', objectId: domainId, changes });
  tx.touched('user');
}

const isSame = (some: readonly Permission[], others: readonly Permission[]): boolean =>
  ALL_PERMISSIONS.every((permission) => some.includes(permission) === others.includes(permission));

function defaultChanges(kind: LimitedKind, before: readonly Permission[], after: readonly Permission[]) {
  const word = (denied: readonly Permission[], name: Permission) => (denied.includes(name) ? 'denied' : 'allowed');
  return Object.fromEntries(
    ALL_PERMISSIONS.filter((name) => word(before, name) !== word(after, name)).map((name) => [
      `permissionDefault.${kind}.${name}`,
      [word(before, name), word(after, name)] as const,
    ]),
  );
}
