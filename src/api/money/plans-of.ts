import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { invalid } from '../../core/errors.ts';
import {
  allowedPlans,
  defaultPlan,
  hasNoPlans,
  setAllowedPlans,
  setDefaultPlan,
  setNoPlans,
} from '../../core/plans/of-organization.ts';
import { setTerms, termsToday } from '../../core/terms/operations.ts';
import { formatPercent, parsePercent } from '../../core/terms/terms.ts';
import type { OrganizationPlans, OrganizationPlansChange } from '../contract/money.ts';
import { toPlan } from './money-wire.ts';

/** What an organization may have of plans, and what was agreed with it. */
export async function plansOf(core: Core, actor: Actor, id: number): Promise<Static<typeof OrganizationPlans>> {
  const allowed = await allowedPlans(core, actor, id);
  const plan = await defaultPlan(core, actor, id);
  const { discount, trialUntil } = await termsToday(core, actor, id);
  return {
    allowed: allowed.map(toPlan),
    none: await hasNoPlans(core, actor, id),
    default: plan && toPlan(plan),
    discount: formatPercent(discount),
    trialUntil,
  };
}

/** Several writes: run it together. */
export async function changePlansOf(
  core: Core,
  actor: Actor,
  id: number,
  change: Static<typeof OrganizationPlansChange>,
): Promise<void> {
  await changeChoice(core, actor, id, change);
  if (change.default !== undefined) await setDefaultPlan(core, actor, id, change.default);
  if (change.discount !== undefined || change.trialUntil !== undefined)
    await setTerms(core, actor, id, { discount: hundredths(change.discount), trialUntil: change.trialUntil });
}

async function changeChoice(
  core: Core,
  actor: Actor,
  id: number,
  { allowed, none }: Static<typeof OrganizationPlansChange>,
): Promise<void> {
  if (none === true && allowed !== undefined && allowed.length > 0) throw invalid('none', 'plans_or_none');
  if (none === true) await setNoPlans(core, actor, id);
  else if (allowed !== undefined) await setAllowedPlans(core, actor, id, allowed);
  else if (none === false && (await hasNoPlans(core, actor, id))) await setAllowedPlans(core, actor, id, []);
}

function hundredths(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const discount = parsePercent(text);
  if (discount === undefined || discount > 10_000) throw invalid('discount', 'discount_malformed');
  return discount;
}
