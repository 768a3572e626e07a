import type { FastifyRequest } from 'fastify';
import { homeDomainId } from '../../../core/domains/settings.ts';
import { openAtPanel } from '../../../core/door-codes/at-panel.ts';
import { type AutoOpen, autoOpenOf, recordAutoOpen } from '../../../core/door-codes/auto-open.ts';
import { DomainError, type ErrorKind } from '../../../core/errors.ts';
import {
  type CalledContract,
  type CallingPanel,
  contractCalled,
  contractsAtPanel,
} from '../../../core/panels/calls.ts';
import type { Called } from './rung.ts';

/** Why a code opened nothing, in the words of the dialplan. */
const REASONS: Partial<Record<ErrorKind, string>> = {
  too_many: 'too_many',
  payment_required: 'unpaid',
  unavailable: 'unknown',
  gone: 'over',
};

/** Opens by the digits that were typed at a panel. */
export async function codeAt({ core, trace }: FastifyRequest, panel: CallingPanel, digits: string) {
  const answer = (opened: boolean, reason: string) => ({
    opened: opened ? 'yes' : 'no',
    reason,
    dtmf: panel.dtmf ?? '1',
  });
  try {
    const opening = await openAtPanel(core, await homeDomainId(core), panel, digits, trace);
    return opening.result === 'opened' ? answer(true, '') : answer(false, opening.reason);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const wrong = error.reason === 'door_code_wrong';
    return answer(false, wrong ? 'wrong' : (REASONS[error.kind] ?? 'shut'));
  }
}

/** The contract at this panel whose people let in whoever rings now, and that may; undefined: none does. */
export async function autoOpenAt(
  { core, trace }: FastifyRequest,
  panel: CallingPanel | undefined,
  of: Called,
): Promise<AutoOpen | undefined> {
  const domainId = await homeDomainId(core);
  return await autoOpenOf(core, domainId, await contractsOf(core, domainId, panel, of), panel, trace);
}

/** True once: the door's log says that the exchange was told so. */
export async function tellAutoOpen(
  request: FastifyRequest,
  panel: CallingPanel | undefined,
  of: Called,
): Promise<boolean> {
  const { core, trace } = request;
  const found = await autoOpenAt(request, panel, of);
  if (found) await recordAutoOpen(core, await homeDomainId(core), found.contract, found.door, trace);
  return found !== undefined;
}

async function contractsOf(
  core: FastifyRequest['core'],
  domainId: number,
  panel: CallingPanel | undefined,
  of: Called,
): Promise<readonly CalledContract[]> {
  if (panel) return await contractsAtPanel(core, domainId, panel, of);
  const contract = 'uid' in of ? await contractCalled(core, domainId, of.uid) : undefined;
  return contract ? [contract] : [];
}
