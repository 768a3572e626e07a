import type { SystemActor, Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { isWithin } from '../networks.ts';
import { GREATEST_ID } from '../page.ts';
import { countFault, type SignatureCheck, type SignatureFault, signatureFault } from '../signed-calls.ts';
import { secretLabel } from './gateway.ts';
import { findGatewayAnywhere } from './queries.ts';

/** A gateway whose call was signed rightly, and in whose name it acts. */
export interface CallingGateway {
  readonly id: number;
  readonly actor: SystemActor;
}

const REFUSALS = {
  unsigned: 'gateway_unsigned',
  old: 'gateway_signature_old',
  early: 'gateway_signature_early',
  wrong: 'gateway_signature_wrong',
} as const satisfies Record<SignatureFault, string>;

const USED_EVERY_MS = 60_000;

/**
 * Finds out which gateway calls. A signature that is right is never held up; wrong ones are counted by where they come
 * from, apart from wrong keys: a provider with an old secret locks no program beside it out. An id that is none of a
 * gateway's is told like a wrong secret.
 */
export async function enterGateway(
  core: Core,
  id: number,
  trace: Trace,
  check: SignatureCheck,
): Promise<CallingGateway> {
  const gateway = id <= GREATEST_ID ? await findGatewayAnywhere(reader(core), id) : undefined;
  const fault = signatureFault(core, secretLabel(id), gateway, check);
  if (!gateway || fault) {
    await countFault(core, 'gateways', trace.address);
    throw refuse(REFUSALS[fault ?? 'wrong']);
  }
  if (!gateway.enabled) throw refuse('gateway_off');
  if (gateway.networks.length > 0 && !isWithin(gateway.networks, trace.address))
    throw refuse('gateway_address_foreign', { address: trace.address ?? '' });
  if (core.clock().getTime() - (gateway.lastUsedAt?.getTime() ?? 0) > USED_EVERY_MS)
    await core.sql`update payment_gateway set last_used_at = ${core.clock()} where id = ${id}`;
  const { domainId, name } = gateway;
  return { id, actor: { kind: 'system', name, domainId, trace: { ...trace, dialect: 'gateway' } } };
}
