import { blockText, type Decision, decide, type Reason } from '../access/decide.ts';
import type { Explanation } from '../access/explain.ts';
import { withNames } from '../access/names.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { lockById } from '../locks/operations.ts';
import { factsOfLock } from '../locks/queries.ts';
import { userById } from '../users/operations.ts';
import { accessTo, type Barred, barsOf } from './access.ts';

/** The grants and blocks behind what one user may do with a lock, whether it is something or nothing. */
export async function explainLock(core: Core, actor: Actor, lockId: number, userId: number): Promise<Explanation> {
  const lock = await lockById(core, actor, lockId);
  const { id, login, name } = await userById(core, actor, userId);
  const facts = await core.access.viewer('user', id);
  const nobody = { kind: 'client' as const, id: 0, domainId: 0, epoch: 0 };
  const decision = decide(facts ?? nobody, factsOfLock(lock), core.clock());
  const access = facts?.kind === 'user' ? accessTo(lock, facts, await barsOf(core, facts), core.clock()) : undefined;
  const barred = decision.rights.actions ? undefined : access?.barred;
  const told = { user: { id, login, name }, decision: ofLock(decision, barred ?? undefined) };
  return (await withNames(core, actor, [told]))[0] ?? told;
}

/** Without the preset's reason (a lock has no archive); with the block that bars a right given through a contract. */
function ofLock(decision: Decision, barred: Barred | undefined): Decision {
  const reasons = decision.reasons
    .filter(({ kind }) => kind !== 'preset')
    .map((reason) =>
      reason.on === 'camera' ? { ...reason, text: reason.text.replace('The camera', 'The lock') } : reason,
    );
  return { ...decision, reasons: barred ? [...reasons, ofContract(barred)] : reasons };
}

function ofContract({ source, reason, since }: Barred): Reason {
  const text = blockText('organization', { source, reason, since: since ?? new Date(0) });
  return { kind: 'block', text, on: 'organization', source, reason };
}
