import { stateOf } from '../core/billing/answers.ts';
import { contractsToAskAbout, usersToAskAbout } from '../core/billing/recently-active.ts';
import { syncContracts } from '../core/billing/synchronization.ts';
import type { Core } from '../core/core.ts';
import { DomainError } from '../core/errors.ts';
import { Loop } from './loop.ts';

const AT_ONCE = 8;
/** Looks in the life of an answer: what gets old is asked for again that much later at the most. */
const LOOKS = 10;
/** Servers that were started together do not ask together. */
const JITTER = 0.2;

/**
 * Asks the billing again about everybody who was there in the last day, as soon as its answers are old, until `signal`
 * aborts: a contract that is not paid any more stops playing without anybody asking. Several processes may do so: what
 * one has heard the others find in the database. Undefined: there is no billing to ask.
 */
export function followContracts(core: Core, signal: AbortSignal): Loop | undefined {
  if (!core.connector) return undefined;
  const everyMs = core.connector.settings.cacheMs / LOOKS;
  return new Loop(core.log, signal, {
    name: 'contracts',
    everyMs: () => everyMs * (1 - JITTER * Math.random()),
    run: async (life) => await askAgain(core, life),
  });
}

/** One round over what is due; gives back how much that was. */
export async function askAgain(core: Core, signal?: AbortSignal): Promise<number> {
  const { connector } = core;
  if (!connector) return 0;
  const before = new Date(core.clock().getTime() - connector.settings.cacheMs);
  // One question is enough to see that a billing is still down.
  const goesOn = () => !signal?.aborted && !connector.isDown;
  const users = await usersToAskAbout(core, before);
  await inTurn(users, goesOn, ({ userId }) => quietly(core, () => syncContracts(core, userId)));
  const contracts = await contractsToAskAbout(core, before);
  await inTurn(contracts, goesOn, ({ domainId, uid }) => quietly(core, () => stateOf(core, domainId, uid)));
  return users.length + contracts.length;
}

/** A billing that is down is told of elsewhere; what goes wrong for one keeps nobody from the others. */
async function quietly(core: Core, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    if (cause instanceof DomainError) core.log.debug({ reason: cause.message }, 'a contract is not known now');
    else core.log.error({ cause }, 'a contract cannot be followed');
  }
}

/** The first of a round alone: while it gets no answer, the others are not asked. */
async function inTurn<T>(all: readonly T[], goesOn: () => boolean, run: (one: T) => Promise<void>): Promise<void> {
  const [first, ...rest] = all;
  if (first !== undefined) await run(first);
  const waiting = rest.values();
  const worker = async (): Promise<void> => {
    for (const one of waiting) {
      if (!goesOn()) return;
      await run(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
