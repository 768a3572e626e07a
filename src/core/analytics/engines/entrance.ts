import type { SystemActor, Trace } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { GREATEST_ID } from '../../page.ts';
import { countFault, type SignatureCheck, type SignatureFault, signatureFault } from '../../signed-calls.ts';
import type { AnalyticsType } from '../types.ts';
import { engineLabel } from './engine.ts';
import { findEngineAnywhere } from './queries.ts';

/** An engine whose call was signed rightly, and in whose name it acts. */
export interface CallingEngine {
  readonly id: number;
  readonly types: readonly AnalyticsType[];
  readonly actor: SystemActor;
}

const REFUSALS = {
  unsigned: 'gateway_unsigned',
  old: 'gateway_signature_old',
  early: 'gateway_signature_early',
  wrong: 'engine_signature_wrong',
} as const satisfies Record<SignatureFault, string>;

/** Finds out which engine calls. An id that is none of an engine's is told like a wrong secret. */
export async function enterEngine(core: Core, id: number, trace: Trace, check: SignatureCheck): Promise<CallingEngine> {
  const engine = id <= GREATEST_ID ? await findEngineAnywhere(reader(core), id) : undefined;
  const fault = signatureFault(core, engineLabel(id), engine, check);
  if (!engine || fault) {
    await countFault(core, 'engines', trace.address);
    throw refuse(REFUSALS[fault ?? 'wrong']);
  }
  if (!engine.enabled) throw refuse('engine_off');
  const { domainId, name, types } = engine;
  return { id, types, actor: { kind: 'system', name, domainId, trace: { ...trace, dialect: 'engine' } } };
}
