import { may } from '../access/may.ts';
import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import type { AuditEntry } from './record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A change of one object by somebody who says what it looked like. Fields by the core's names, as they may be shown. */
export interface SeenChange {
  readonly kind: AuditEntry['objectKind'];
  readonly id: number;
  /** The changed fields as the one who changes them saw them. */
  readonly was: Fields;
  /** As they are; those of `was` at least. */
  readonly now: Fields;
  readonly wanted: Fields;
}

/**
 * Refuses a change that would overwrite what somebody else changed since. Fields that nobody touched, or that already are
 * as they are wanted, stand in nobody's way. Called under the object's lock. Throws `conflict` with who it was and what
 * the fields were and are.
 */
export async function refuseOverwriting(tx: Write, { kind, id, was, now, wanted }: SeenChange): Promise<void> {
  const fields = Object.keys(was).filter(
    (name) => name in wanted && !same(now[name], was[name]) && !same(now[name], wanted[name]),
  );
  if (fields.length === 0) return;
  const last = await lastChange(tx, kind, id, fields);
  // Logins of the provider's people are not for those who manage one organization.
  const by = may(tx.actor, 'administrators.see') ? (last?.actor ?? null) : null;
  const changes = Object.fromEntries(fields.map((name) => [name, [was[name] ?? null, now[name] ?? null] as const]));
  throw refuse('changed_meanwhile', { fields }, { meanwhile: { by, at: last?.at ?? null, changes } });
}

/** Lists and schedules are alike that hold the same in the same order. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

async function lastChange(tx: Write, kind: AuditEntry['objectKind'], id: number, fields: readonly string[]) {
  const [row] = await tx.sql<{ actor: string; at: Date }[]>`
    select a.actor, a.at from audit_change a
    where a.object_kind = ${kind} and a.object_id = ${id} and a.changes ?| ${[...fields]}::text[]
    order by a.id desc limit 1`;
  return row;
}
